// Projects land, parallels, the arc and the places for docs/facts.map.json. Run by map.py, which says where the libraries are.
// Land: Natural Earth 1:110m, public domain, as world-atlas packs it. Projection: d3-geo's azimuthal equal-area, on the pole.
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [modules, input] = process.argv.slice(2);
const { diameter, southernmost, middle, places, arc, parallels } = JSON.parse(input);
const load = (name) => import(pathToFileURL(`${modules}/${name}`));
const { geoAzimuthalEqualArea, geoCircle, geoPath } = await load("d3-geo/src/index.js");
const { feature } = await load("topojson-client/src/index.js");
const atlas = JSON.parse(await readFile(`${modules}/world-atlas/land-110m.json`, "utf-8"));

const projection = geoAzimuthalEqualArea().rotate([-middle, -90]).clipAngle(90 - southernmost).precision(0.7);
projection.fitExtent([[1, 1], [diameter - 1, diameter - 1]], geoCircle().center([0, 90]).radius(90 - southernmost)());
// Tenths of a pixel are more than a reader can see, and pieces smaller than a dot less.
const path = geoPath(projection).digits(1);
const point = (place) => projection(place).map((number) => Math.round(number * 10) / 10);
const circles = parallels.map((latitude) => geoCircle().center([0, 90]).radius(90 - latitude)());
const line = Array.from({ length: arc.steps + 1 }, (_, step) =>
  [0, 1].map((axis) => arc.from[axis] + ((arc.to[axis] - arc.from[axis]) * step) / arc.steps));
const land = feature(atlas, atlas.objects.land);
const pieces = land.features.flatMap(({ geometry }) =>
  geometry.coordinates.map((coordinates) => ({ type: "Polygon", coordinates }))).filter((piece) => path.area(piece) > 4);

// Steps from point to point take half as many digits as places.
function relative(absolute) {
  let [x, y] = [0, 0];
  return absolute.replace(/([ML])(-?[\d.]+),(-?[\d.]+)/g, (_, command, right, down) => {
    const [dx, dy] = [right - x, down - y].map((step) => Number(step.toFixed(1)));
    [x, y] = [Number(right), Number(down)];
    return command === "M" ? `M${right} ${down}` : `l${dx}${dy < 0 ? "" : " "}${dy}`;
  });
}

console.log(JSON.stringify({
  height: diameter,
  land: relative(pieces.map((piece) => path(piece)).join("")),
  parallels: relative(path({ type: "GeometryCollection", geometries: circles })),
  arc: relative(path({ type: "LineString", coordinates: line })),
  points: Object.fromEntries(Object.entries(places).map(([name, place]) => [name, point(place)])),
}));
