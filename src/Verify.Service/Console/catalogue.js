/** What the catalogue in force says: matters with their materials, departments. Asked once for each caller. */
import { call } from './api.js';
import { credentials } from './credentials.js';
import { language } from './language.js';

let asked = { by: '', reply: null };

/** @returns {Promise<any>} the catalogue; null where the caller may not read it */
export function readCatalogue() {
  const by = JSON.stringify(credentials());
  if (asked.by !== by || !asked.reply) asked = { by, reply: call('CatalogService/GetCatalog', {}).catch(() => (asked.reply = null)) };
  return asked.reply;
}

/** One matter, which every caller who may ask about it may read; null where there is none. */
export const readMatter = (matterCode) => call('VerificationService/GetMatter', { matterCode }).then((reply) => reply.matter, () => null);

/** @returns {Promise<{code: string, name: string}[]>} */
export async function readDepartments() {
  const file = (await readCatalogue())?.files?.find((one) => one.name === 'departments.csv');
  if (!file) return [];
  return file.content.split(/\r?\n/).slice(1).filter((line) => line && !line.startsWith('#')).map((line) => {
    const [code, chinese, english] = line.split(',');
    return { code, name: language() === 'en' && english ? english : chinese };
  });
}

/** The name of a matter, list kind or measure in the reader's language. */
export const nameOf = (one) => (language() === 'en' && one.nameEn ? one.nameEn : one.name);
