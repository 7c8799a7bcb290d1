/** Something the person at the keyboard can put right: shown as one line in Chinese, without a stack. */
export class StartProblem extends Error {}
