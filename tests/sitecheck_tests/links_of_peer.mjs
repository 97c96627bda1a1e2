// What check-html-links finds in a folder, whole: its command line prints three places of each fault.
// Arguments: the folder with its node_modules, and the folder to check. Prints [file, attribute, value] of each.
import path from "node:path";
import { pathToFileURL } from "node:url";

const [peers, folder] = process.argv.slice(2);
const module = path.join(peers, "node_modules/check-html-links/src/validateFolder.js");
const { validateFolder } = await import(pathToFileURL(module));
const faults = await validateFolder(folder, {});
const places = faults.flatMap(({ usage }) => usage.map(({ file, attribute, value }) => [path.relative(folder, file), attribute, value]));
process.stdout.write(JSON.stringify(places));
