/** What may come back from a sign-in, by next-auth's codes and our own; anything else gets the last sentence. */
export const signInProblems: Readonly<Record<string, string>> = {
  NoPerson: '统一身份认证通过了，但系统里没有您的账号。请联系本单位的系统管理员开通。',
  AccountDisabled: '账号已停用，请联系管理员。',
  NoMembership: '账号没有有效的任职，请联系管理员。',
  SessionRequired: '请先登录。',
  OAuthSignin: '统一身份认证现在连不上，请稍后再试，或用用户名和密码登录。',
  OAuthCallback: '统一身份认证没有完成，请重新登录一次。',
  Callback: '登录没有成功，请再试一次。',
}

/** Text from an address is never shown as it is: anyone could write it. */
export const signInProblem = (code: string): string => signInProblems[code] ?? '登录没有成功，请再试一次。'
