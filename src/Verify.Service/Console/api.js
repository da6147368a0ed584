/** Calls the service as any Connect client does: JSON over POST, same origin. */
import { language } from './language.js';
import { credentials } from './credentials.js';

/** What the service refused, with every field that is wrong. */
export class Refusal extends Error {
  /** @param {{code?: string, message?: string, details?: Array}} body */
  constructor(body) {
    super(body.message ?? '');
    this.code = body.code ?? 'unknown';
    const details = (body.details ?? []).map((one) => ({ type: one.type, ...one.debug }));
    const info = details.find((one) => one.type === 'google.rpc.ErrorInfo');
    this.reason = info?.reason ?? '';
    this.metadata = info?.metadata ?? {};
    this.violations = details.find((one) => one.type === 'google.rpc.BadRequest')?.fieldViolations ?? [];
  }
}

/**
 * @param {string} method such as `VerificationService/Check`
 * @param {object} request
 * @returns {Promise<any>} the reply
 * @throws {Refusal} also where the service cannot be reached
 */
export async function call(method, request) {
  let reply;
  try {
    reply = await fetch(`/verify.v1.${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': language() === 'en' ? 'en' : 'zh-CN', ...credentials() },
      body: JSON.stringify(request),
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
  } catch {
    throw new Refusal({ code: 'unreachable' });
  }
  const body = await reply.json().catch(() => ({}));
  if (!reply.ok) throw new Refusal({ code: `http ${reply.status}`, ...body });
  return body;
}

/** The metrics of the service as text. */
export async function readMetrics() {
  let reply;
  try {
    reply = await fetch('/metrics', { headers: credentials(), cache: 'no-store', credentials: 'omit' });
  } catch {
    throw new Refusal({ code: 'unreachable' });
  }
  if (!reply.ok) throw new Refusal({ code: reply.status === 401 ? 'unauthenticated' : reply.status === 403 ? 'permission_denied' : `http ${reply.status}` });
  return reply.text();
}
