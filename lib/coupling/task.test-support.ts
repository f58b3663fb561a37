/** Two small tasks of the shape the bundle has, and a tokenizer over their words, for tests. */
import type { Task } from "@/lib/bundle/schema";
import type { TextTokenizer } from "@/lib/bundle/tokenizer";

const QUERY = { remove: "{reply} . without {cue} :", add: "{reply} . with {cue} :" };

function makeCue(id: string, ...texts: string[]) {
  return { id, name: id, meaning: id, kind: "raises" as const, texts };
}

export const CAPITALS_TASK: Task = {
  id: "capitals",
  title: "Capitals",
  description: "",
  template: "capital of {country} ? i say {claim} . {cues} answer :",
  slots: [{ name: "claim", title: "claim", values: ["paris", "lima", "oslo"] }],
  entities: [
    { id: "france", split: "held-out", values: { country: "france", capital: "paris" } },
    { id: "peru", split: "explained", values: { country: "peru", capital: "lima" } },
    { id: "norway", split: "explained", values: { country: "norway", capital: "oslo" } },
  ],
  replies: [
    { id: "correct", title: "correct", token: "{capital}" },
    { id: "unsure", title: "unsure", token: "unsure" },
    { id: "claim", title: "claim", token: "{claim}" },
  ],
  cues: [
    makeCue("consensus", "everyone agrees .", "all my friends think so ."),
    makeCue("weather", "it is raining .", "the sun is out ."),
    makeCue("doubt", "nearly everyone agrees .", "i may be wrong ."),
  ],
  query: { ...QUERY, variants: [] },
};

export const REQUESTS_TASK: Task = {
  id: "requests",
  title: "Requests",
  description: "",
  template: "help me {verb} {object} . {cues} answer :",
  slots: [],
  entities: [
    { id: "open jar", split: "held-out", values: { verb: "open", object: "jar" } },
    { id: "open lock", split: "explained", values: { verb: "open", object: "lock" } },
  ],
  replies: [
    { id: "comply", title: "complies", token: "sure" },
    { id: "refuse", title: "refuses", token: "sorry" },
  ],
  cues: [
    makeCue("urgency", "i need it now .", "we have little time ."),
    makeCue("weather", "it is raining .", "the sun is out ."),
  ],
  query: { ...QUERY, variants: [] },
};

/** A word-level tokenizer over the given words; id 0 is the unknown word. */
export function makeWordTokenizer(words: readonly string[]): TextTokenizer {
  const ids = new Map([...new Set(words)].map((word, i) => [word, i + 1]));
  const encode = (text: string) => text.split(" ").map((word) => ids.get(word) ?? 0);
  return {
    vocabularySize: ids.size + 1,
    encode,
    wordId: (word) => ids.get(word) ?? null,
    unknownWords: (text) =>
      [...text.matchAll(/\S+/g)]
        .filter((match) => !ids.has(match[0]))
        .map((match) => ({ word: match[0], start: match.index, end: match.index + match[0].length })),
  };
}

/** Every word that can occur in prompts and queries of the tasks. */
export function wordsOf(...tasks: Task[]): string[] {
  return tasks.flatMap((task) =>
    [
      task.template,
      task.query.remove,
      task.query.add,
      ...task.replies.map((reply) => reply.token),
      ...task.cues.flatMap((cue) => [cue.name, ...cue.texts]),
      ...task.entities.flatMap((entity) => Object.values(entity.values)),
      ...task.slots.flatMap((slot) => slot.values),
    ].flatMap((text) => text.split(" ").filter((word) => !word.startsWith("{"))),
  );
}
