// Reads an iCalendar file from standard input with ical.js and prints what it holds as JSON.
const ICAL = require("../../../browser/vendor/ical/ical.min.cjs");
const text = require("node:fs").readFileSync(0, "utf8");
const calendar = new ICAL.Component(ICAL.parse(text));
calendar.getAllSubcomponents("vtimezone").forEach((zone) => ICAL.TimezoneService.register(zone));
const events = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid,
    sequence: event.sequence,
    title: event.summary,
    place: event.location,
    description: event.description,
    starts: event.startDate.toUnixTime(),
    ends: event.endDate.toUnixTime(),
    status: component.getFirstPropertyValue("status"),
    organizer: event.organizer,
    attendees: event.attendees.map((one) => one.getFirstValue()),
    names: event.attendees.map((one) => one.getParameter("cn")),
  };
});
process.stdout.write(JSON.stringify({ method: calendar.getFirstPropertyValue("method"), events }));
