// Words of the interface in several languages; what people write themselves stays as it is.
const days = (age) => Number(/\d+/.exec(age)?.[0] ?? 0) * (age.includes("week") ? 7 : 1);

const tables = {
  en: {
    yes: "Accept", no: "Ignore", accept: (name) => `Accept ${name}’s invitation`, ignore: (name) => `Ignore an invitation to connect from ${name}`,
    follows: (name) => `${name} follows you and is inviting you to connect`, mutual: (line) => line, age: (age) => age,
  },
  de: {
    yes: "Annehmen", no: "Ignorieren", accept: (name) => `Kontaktanfrage von ${name} annehmen`, ignore: (name) => `Kontaktanfrage von ${name} ignorieren`,
    follows: (name) => `${name} folgt Ihnen und möchte sich mit Ihnen vernetzen`, mutual: (line) => `${parseInt(line) || 1} gemeinsame Kontakte`,
    age: (age) => ({ Today: "Heute", Yesterday: "Gestern" })[age] ?? `vor ${days(age)} Tagen`,
  },
  fr: {
    yes: "Accepter", no: "Ignorer", accept: (name) => `Accepter l’invitation de ${name}`, ignore: (name) => `Ignorer l’invitation de ${name}`,
    follows: (name) => `${name} vous suit et vous invite à rejoindre son réseau`, mutual: (line) => `${parseInt(line) || 1} relations en commun`,
    age: (age) => ({ Today: "Aujourd’hui", Yesterday: "Hier" })[age] ?? `il y a ${days(age)} jours`,
  },
  es: {
    yes: "Aceptar", no: "Ignorar", accept: (name) => `Aceptar la invitación de ${name}`, ignore: (name) => `Ignorar la invitación de ${name}`,
    follows: (name) => `${name} te sigue y te invita a conectar`, mutual: (line) => `${parseInt(line) || 1} contactos en común`,
    age: (age) => ({ Today: "Hoy", Yesterday: "Ayer" })[age] ?? `hace ${days(age)} días`,
  },
};

export const wordsOf = (language) => tables[language] ?? tables.en;
