// Customers the tests in the browser start from, made over the engine. The screens are the tests' own business.

/** An account whose papers can go out, with a champion and the person who signs. */
export async function customer(app) {
  const account = await app.call("account_create", { name: "Aldergrove Optics", currency: "EUR" });
  await app.call("account_update", { id: account.id, set: { legal_name: "Aldergrove Optics GmbH", address: "Am Kai 4\n20457 Hamburg" } });
  const person = (name, title, role) => app.call("contact_create", { account_id: account.id, name, title, roles: [role] });
  const champion = await person("Ines Carvalho", "Head of Operations", "champion");
  return { account, champion, buyer: await person("Paul Adler", "CFO", "economic_buyer") };
}

const line = (product, quantity, unit_price) => ({ product_id: product.id, quantity, unit_price, period: "year", trial: false });

function contractOf(app, account, more) {
  const terms = { start: "2026-04-01", renewal_date: "2027-04-01", currency: "EUR", msa_reference: "AO-2026-07", msa_date: "2026-03-12", auto_renew: true };
  return app.call("contract_create", { account_id: account.id, ...terms, ...more });
}

/** The customer on 40 seats at 420.00, renewing well after the day of the tests. */
export async function onSeats(app) {
  const people = await customer(app);
  const seat = await app.call("product_create", { name: "Planner seat", kind: "seat" });
  return { ...people, seat, contract: await contractOf(app, people.account, { lines: [line(seat, "40", "420.00")] }) };
}

/** More of a product on a paper's change, from a day on; on the day the change has when none is given. */
export async function addMore(app, paper, account, product, quantity, from) {
  const { lines } = (await app.call("account_get", { id: account.id })).contracts[0];
  const line = lines.find((one) => one.line.product_id === product.id).line.id;
  const items = [{ kind: "add_quantity", line, quantity, unit_price: null, discounts: [] }];
  await app.call("change_update", { id: paper.change_id, items, ...(from ? { effective_date: from } : {}) });
}

/** Two criteria of the account: the seats' on day 60, the plan's on day 90. */
export async function twoCriteria(app, account) {
  const made = [];
  for (const [text, due_day] of [["Every planner signs in with an own name", 60], ["One shared plan for both teams", 90]]) {
    made.push(await app.call("criterion_create", { account_id: account.id, text, measure: "Planners on own seats", baseline: "40", target: "60", due_day }));
  }
  return made;
}

/** The customer on a contract of a plan, seats and a priced list, and an addendum of 7 December 2026 started on it. */
export async function onPlanSeatsAndList(app, { renewal = "2027-04-01", start = "2026-04-01" } = {}) {
  await app.call("settings_update", { set: { locale: "en-GB" } });
  await app.page.reload();
  const people = await customer(app);
  const product = (name, kind) => app.call("product_create", { name, kind });
  const [team, seat, business, forecast, storage] = [await product("Team", "plan"), await product("Planner seat", "seat"), await product("Business", "plan"), await product("Forecast", "module"), await product("Storage", "usage")];
  const price = (one, unit_price, more = {}) => app.call("price_set", { product_id: one.id, currency: "EUR", period: "year", unit_price, ...more });
  await price(business, "9600");
  await price(forecast, "4800", { floor_price: "4000" });
  await price(storage, "10", { tiers: { kind: "volume", tiers: [{ up_to: "5", unit_price: "10" }, { up_to: "20", unit_price: "8" }, { up_to: null, unit_price: "7.50" }] } });
  const lines = [line(team, "1", "6000"), line(seat, "40", "420"), line(storage, "3", "10")];
  const contract = await contractOf(app, people.account, { start, renewal_date: renewal, notice_days: 60, billing_period: "quarterly", lines });
  const addendum = await app.call("addendum_create", { contract_id: contract.id });
  await app.call("change_update", { id: addendum.change_id, effective_date: "2026-12-07" });
  return { ...people, contract, addendum, team, seat, forecast, storage };
}
