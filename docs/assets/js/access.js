// The date of access in citations: the day on which the reader sees them, in the form that each style has.
const MONTHS = "January February March April May June July August September October November December".split(" ");
const SHORT = "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.".split(" ");

const two = (number) => String(number).padStart(2, "0");

/** A day in one of the forms of scripts/edition/citation_styles.py: "D MMMM YYYY". */
export function written(form, day) {
  const [date, month, year] = [day.getDate(), day.getMonth(), day.getFullYear()];
  const parts = { DD: two(date), D: date, MMMM: MONTHS[month], "Mon.": SHORT[month], MM: two(month + 1), YYYY: year };
  return form.replace(/DD|D|MMMM|Mon\.|MM|YYYY/g, (part) => parts[part]);
}

/** Put today's date into every citation in an element. */
export function fillAccess(element, day = new Date()) {
  for (const place of element.querySelectorAll(".cite-accessed")) place.textContent = written(place.dataset.form, day);
}
