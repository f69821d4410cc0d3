/** What a server action hands back to its form: a message for all of it, sentences per field, and what was typed. */
export type FormState = {
  message?: string
  fields?: Record<string, string>
  values?: Record<string, string>
  done?: boolean
}

/** A server action as `useActionState` takes it; it works with JavaScript off, too. */
export type FormAction = (state: FormState, data: FormData) => Promise<FormState>
