/** Who asks. Kept for as long as the tab is open and nowhere else. */
const Key = 'verify-api-key';
const Department = 'verify-department';

/** Headers of every call. */
export function credentials() {
  const headers = {};
  if (key()) headers[Key] = key();
  else if (department()) headers[Department] = department();
  return headers;
}

export const key = () => sessionStorage.getItem(Key) ?? '';
export const department = () => sessionStorage.getItem(Department) ?? '';

/** @param {string} newKey @param {string} newDepartment */
export function signIn(newKey, newDepartment) {
  keep(Key, newKey.trim());
  keep(Department, newDepartment.trim());
}

function keep(name, value) {
  if (value) sessionStorage.setItem(name, value);
  else sessionStorage.removeItem(name);
}
