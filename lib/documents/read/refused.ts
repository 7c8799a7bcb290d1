export type RefusalCode =
  | 'empty'
  | 'notADocument'
  | 'encrypted'
  | 'tooLarge'
  | 'wrongExtension'
  | 'tooManyPages'
  | 'scanned'
  | 'macros'
  | 'damaged'
  | 'missing'

/** A file that cannot be read as a plan; the message is a Chinese sentence that says what to do. */
export class DocumentRefused extends Error {
  constructor(
    readonly code: RefusalCode,
    message: string,
  ) {
    super(message)
    this.name = 'DocumentRefused'
  }
}
