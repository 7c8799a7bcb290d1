/** What the kit's dialogs need of a server action's answer; anything else in it is the form's own affair. */
export type Outcome = { ok: true; message?: string } | { ok: false; message: string }

export type FormVerb = (data: FormData) => Promise<Outcome | undefined>
