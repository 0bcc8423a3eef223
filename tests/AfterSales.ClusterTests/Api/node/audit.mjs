// Runs every check of the graphql-http server audit against an address and prints those that are not met.
import { serverAudits } from 'graphql-http';

const results = [];
for (const audit of serverAudits({ url: process.argv[2] })) results.push(await audit.fn());
const unmet = results.filter((result) => result.status !== 'ok');
for (const result of unmet) console.log(result.status, result.id, result.name, result.reason);
console.log(`${results.length - unmet.length} of ${results.length}`);
process.exit(unmet.length === 0 && results.length > 50 ? 0 : 1);
