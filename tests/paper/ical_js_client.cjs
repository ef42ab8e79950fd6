// A calendar program on ical.js, the library under Thunderbird and Nextcloud's calendar: what is read, in which zone and
// at which hour, is the library's word; which version of an event counts is RFC 5546, 2.1.5.
const { readFileSync } = require("node:fs");
const ICAL = require(process.argv[2]);

function program() {
  const events = new Map();
  return {
    take(text) {
      const calendar = new ICAL.Component(ICAL.parse(text));
      const method = calendar.getFirstPropertyValue("method");
      for (const component of calendar.getAllSubcomponents("vevent")) {
        const event = new ICAL.Event(component);
        const stamp = component.getFirstPropertyValue("dtstamp").toUnixTime();
        const known = events.get(event.uid);
        if (known && (event.sequence - known.sequence || stamp - known.stamp) <= 0) continue;
        const gone = method === "CANCEL" || component.getFirstPropertyValue("status") === "CANCELLED";
        events.set(event.uid, { sequence: event.sequence, stamp, event: gone ? null : event });
      }
    },
    shown(home) {
      const found = {};
      for (const [uid, { event }] of events) {
        if (!event) continue;
        const { startDate, endDate } = event;
        found[uid] = {
          start: startDate.toUnixTime(),
          end: endDate.toUnixTime(),
          fair: clock(startDate),
          home: clock(startDate.convertToZone(home)),
          summary: event.summary,
          location: event.location || "",
        };
      }
      return found;
    },
  };
}

function clock(time) {
  return `${time.month}-${time.day} ${time.hour}:${time.minute}`;
}

function zoneOf(text) {
  return new ICAL.Timezone(new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent("vtimezone"));
}

const asked = JSON.parse(readFileSync(0, "utf8"));
const answers = asked.map(({ files, home }) => {
  const own = program(), zone = zoneOf(home);
  return files.map((text) => (own.take(text), own.shown(zone)));
});
process.stdout.write(JSON.stringify(answers));
