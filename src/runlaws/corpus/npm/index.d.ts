/// <reference types="node" />

/** A second document, to compare with. */
export interface Twin {
  document?: string;
  document_base64?: string;
  /** Whether it holds the same data in another spelling, or data that differs at `pointer`. */
  likeness: "same" | "different";
  pointer: string;
}

export type Verdict = "accept" | "refuse" | "either";

/** A document, what the contract says of it, and what a client should do with it. */
export interface Case {
  id: string;
  profile: string;
  made: string;
  standing: "valid" | "questionable" | "extended" | "invalid" | "ambiguous" | "malformed";
  /** How far the object has got, or null where the document does not say. */
  state: string | null;
  /** A strict client refuses what breaks a rule and what is new; a lenient one accepts every JSON object. */
  expected: { strict: Verdict; lenient: Verdict };
  violations: { rule: string; pointer: string; force: "hard" | "soft"; says: string }[];
  news: { kind: string; pointer: string; says: string }[];
  document?: string;
  document_base64?: string;
  twin?: Twin;
  third?: Twin;
  origin?: string;
  origin_base64?: string;
}

/** Yields every case, in order. */
export function cases(): Generator<Case, void, undefined>;

/** The bytes of a document of a case or of a twin; of another member, such as `origin`, if it is named. */
export function bytesOf(data: Case | Twin, name?: string): Buffer;

/** What is in the corpus, and how it was made. */
export const manifest: {
  format: number;
  count: number;
  profile: string;
  command: string | null;
  versions: Record<string, string>;
  counts: Record<string, Record<string, number>>;
  parts: { name: string; count: number; sha256: string }[];
};
