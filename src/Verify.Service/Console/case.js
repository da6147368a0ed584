/** What the case is about: matter, materials, stage, region, case number, commitment. */
import { h, put } from './dom.js';
import { say } from './language.js';
import { choice, field, textInput } from './fields.js';
import { nameOf, readCatalogue, readMatter } from './catalogue.js';

const Stages = ['ACCEPT', 'REVIEW', 'QUALIFY', 'AWARD', 'SIGN', 'INSPECT'];
const Commitments = ['PROACTIVE', 'APPROVAL_SUBSTITUTING', 'CREDIT_REPAIR', 'INDUSTRY_SELF_DISCIPLINE'];

// Of the case last asked about in this tab, for the next one. It names nobody.
const kept = { matter: 'LIC', region: '520523', stage: 'ACCEPT' };

export function caseFields() {
  const matter = choice([[kept.matter, kept.matter]]);
  const typed = textInput({ value: kept.matter, maxlength: 64 });
  const listed = field({ id: 'matter', label: say('ask.matter'), control: matter, wire: 'matter_code', required: true });
  const free = field({ id: 'matter-typed', label: say('ask.matter'), control: typed, note: say('ask.matterTyped'), wire: 'matter_code', required: true });
  const region = textInput({ class: 'code', value: kept.region, inputmode: 'numeric', maxlength: 6 });
  const stage = choice(Stages.map((name) => [name, say(`stage.${name}`)]));
  const number = textInput({ maxlength: 128 });
  const materials = h('fieldset.materials', { id: 'materials', tabindex: '-1', 'data-wire': 'missing_materials' });
  const commitment = choice([['', say('commitment.none')], ...Commitments.map((name) => [name, say(`commitment.${name}`)])]);
  const signed = h('input', { type: 'checkbox', id: 'commitment-signed' });
  const due = h('input', { type: 'date' });
  const more = h('div.stack', { hidden: true }, h('p.check', {}, signed, h('label', { for: signed.id }, say('commitment.signed'))),
    field({ id: 'commitment-due', label: say('commitment.due'), control: due, wire: 'commitment.due_date' }));
  let current = null;

  stage.value = kept.stage;
  free.hidden = true;
  commitment.addEventListener('change', () => { more.hidden = !commitment.value; });
  matter.addEventListener('change', () => take(matter.selectedOptions[0].matter));
  typed.addEventListener('change', async () => take(await readMatter(typed.value.trim())));
  fillMatters();

  return {
    elements: [
      h('fieldset', {}, h('legend', {}, say('ask.case')), listed, free,
        h('div.row', {}, field({ id: 'stage', label: say('ask.stage'), control: stage, wire: 'stage', required: true }),
          field({ id: 'region', label: say('ask.region'), control: region, wire: 'region_code', required: true })),
        field({ id: 'case-number', label: say('ask.caseNumber'), control: number, note: say('ask.caseNumberNote'), wire: 'case_number', required: true })),
      materials,
      h('fieldset', {}, h('legend', {}, say('ask.commitment')), field({ id: 'commitment', label: say('commitment.type'), control: commitment, wire: 'commitment' }), more),
    ],
    matter: () => current,
    read() {
      Object.assign(kept, { matter: codeOf(), region: region.value.trim(), stage: stage.value });
      return {
        matterCode: kept.matter,
        caseNumber: number.value.trim(),
        stage: `STAGE_${kept.stage}`,
        regionCode: kept.region,
        missingMaterials: [...materials.querySelectorAll('input:checked')].map((box) => box.value),
        ...(commitment.value && { commitment: { type: `COMMITMENT_TYPE_${commitment.value}`, signed: signed.checked, ...(due.value && { dueDate: due.value }) } }),
      };
    },
  };

  function codeOf() {
    return free.hidden ? matter.value : typed.value.trim();
  }

  async function fillMatters() {
    const all = (await readCatalogue())?.matters;
    listed.hidden = !all;
    free.hidden = Boolean(all);
    if (!all) return take(await readMatter(typed.value));
    put(matter, all.map((one) => {
      const option = h('option', { value: one.code }, `${one.code} · ${nameOf(one)}`);
      option.matter = one;
      return option;
    }));
    matter.value = all.some((one) => one.code === kept.matter) ? kept.matter : all[0].code;
    return take(matter.selectedOptions[0].matter);
  }

  function take(next) {
    current = next;
    const all = next?.materials ?? [];
    put(materials, h('legend', {}, say('ask.missing')), all.length ? null : h('p.note', {}, say('ask.noMaterials')),
      all.map((one) => h('p.check', {}, h('input', { type: 'checkbox', id: `material-${one.code}`, value: one.code }),
        h('label', { for: `material-${one.code}` }, nameOf(one), h('span.tag', {}, say(`material.${(one.materialClass ?? '').replace('MATERIAL_CLASS_', '')}`))))),
      h('p.fault', { id: 'materials-fault' }));
  }
}
