export const PASSWORD_MIN = 10
export const PASSWORD_MAX = 128

/** 10 to 128 characters, a letter and a digit, not around the user name (GB/T 22239-2019 8.1.4.1 a: 复杂度要求). */
export const isStrongPassword = (password: string, userName: string): boolean =>
  password.length >= PASSWORD_MIN &&
  password.length <= PASSWORD_MAX &&
  /\p{L}/u.test(password) &&
  /\d/.test(password) &&
  new Set(password).size >= 5 &&
  (userName.length < 3 || !password.toLowerCase().includes(userName.toLowerCase()))
