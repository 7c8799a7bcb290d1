import { revalidatePath } from 'next/cache'
import type { z } from 'zod'
import { currentContext } from '@/lib/auth/desk'
import { type Command, type Loaded, run } from '@/lib/commands/run'
import { Refusal, type RefusalCode, type RefusalParams } from '@/lib/domain/refusals'
import { logUnexpected } from '@/lib/platform/log'

/** What a form gets back. `fields` holds messages by input path; nothing that was typed is lost on either branch. */
export type ActionResult<R> =
  | { readonly ok: true; readonly value: R; readonly message?: string }
  | {
      readonly ok: false
      readonly code: RefusalCode | 'unexpected'
      readonly message: string
      readonly fields: Readonly<Record<string, string>>
      /** What the sentence was filled with: who, when, what. */
      readonly params?: RefusalParams
    }

/** Form fields as an object; a name that ends in `[]` gathers its values into a list. */
const plain = (raw: unknown): unknown => {
  if (!(raw instanceof FormData)) return raw
  const entries = new Map<string, unknown>()
  for (const [name, value] of raw.entries()) {
    if (name.startsWith('$ACTION')) continue
    if (name.endsWith('[]')) {
      const key = name.slice(0, -2)
      entries.set(key, [...((entries.get(key) as unknown[] | undefined) ?? []), value])
    } else entries.set(name, value)
  }
  return Object.fromEntries(entries)
}

/** Session → parse → command → refusal → revalidate: the one way from a screen to a write (DESIGN §7). */
export const act = async <S extends z.ZodType, L extends Loaded, R>(
  command: Command<S, L, R>,
  raw: unknown,
  message?: string,
  /** `stays`: the page keeps its own state and shows nothing that other pages count (the draft under correction). */
  options: { readonly stays?: boolean } = {},
): Promise<ActionResult<R>> => {
  try {
    // Until the initial password is changed, changing it is the only thing to do.
    const desk = await currentContext('web', { initialPasswordAllowed: command.name === 'person.changePassword' })
    if (!desk) throw new Refusal('notSignedIn')
    const value = await run(desk.db, desk.context, command, plain(raw))
    // One number changes many pages (to-do, lists, overview): what was rendered before is stale everywhere.
    if (!options.stays) revalidatePath('/', 'layout')
    return { ok: true, value, ...(message ? { message } : {}) }
  } catch (error) {
    if (error instanceof Refusal) {
      return { ok: false, code: error.code, message: error.message, fields: error.fields, params: error.params }
    }
    const errorId = logUnexpected(error)
    return {
      ok: false,
      code: 'unexpected',
      message: `系统出错，您填写的内容还在，请稍后再试。如仍不行，请把编号 ${errorId} 告诉管理员。`,
      fields: {},
    }
  }
}
