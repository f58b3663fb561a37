"use client";

/** What must stand around every page that reads or writes URL state. */
export { NuqsAdapter as PermalinkProvider } from "nuqs/adapters/next/app";
