// What a report is now: a fold over its entries, in their order. The tests hold a plain twin in Python against it.

const BEGINNING = {
  status: "new",
  severity: "",
  category: "",
  assigned: "",
  due: [],
  decision: "",
  outcome: "",
  recovered: 0,
  referrals: [],
  has_objection: false,
  is_withdrawn: false,
};

const STEPS = {
  report: (state, entry) => ({ ...state, category: entry.category }),
  category: (state, entry) => ({ ...state, category: entry.category }),
  status: (state, entry) => ({ ...state, status: entry.status }),
  severity: (state, entry) => ({ ...state, severity: entry.severity }),
  assign: (state, entry) => ({
    ...state,
    assigned: entry.user,
    status: ["new", "triaged"].includes(state.status) ? "assigned" : state.status,
  }),
  due: (state, entry) => ({
    ...state,
    due: [...state.due.filter((one) => one.what !== entry.what), ...(entry.due ? [{ what: entry.what, on: entry.due }] : [])],
  }),
  decision: (state, entry) => ({ ...state, decision: entry.text, outcome: entry.outcome }),
  recovered: (state, entry) => ({ ...state, recovered: state.recovered + entry.cents }),
  referral: (state, entry) => ({ ...state, referrals: [...state.referrals, entry.to] }),
  transfer: (state) => ({ ...state, has_objection: false }),
  objection: (state) => ({ ...state, has_objection: true }),
  withdrawal: (state) => ({ ...state, is_withdrawn: true }),
};

/** Fold entries to a state. A kind that says nothing about the state changes nothing. */
export function stateOf(entries) {
  return entries.reduce((state, entry) => (Object.hasOwn(STEPS, entry.kind) ? STEPS[entry.kind](state, entry) : state), BEGINNING);
}

/** Does the reporter wait for an answer? */
export function isWaiting(entries) {
  const said = entries.filter((one) => ["message", "correction", "objection", "withdrawal", "report"].includes(one.kind));
  return said.length > 0 && said.at(-1).by === "reporter";
}
