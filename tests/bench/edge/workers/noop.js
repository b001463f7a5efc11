// @ts-check
/** The least a Worker can do: answers without looking. */
export default { fetch: () => new Response(null, { status: 202 }) };
