"use client";

import { SelectField } from "@/components/ui/select-field";
import { ITEM_COLUMNS, type ItemOrder, itemOrderParser } from "@/lib/permalink/items-view";
import { COLUMN_TITLES } from "./item-columns";

type OrderFieldProps = { order: ItemOrder | null; onOrder: (order: ItemOrder | null) => void };

const AS_IN_BUNDLE = "";
const DIRECTIONS = ["ascending", "descending"] as const;

/** How the rows stand, for screens too narrow for headings that sort. */
export function OrderField({ order, onOrder }: OrderFieldProps) {
  const options = ITEM_COLUMNS.flatMap((key) =>
    DIRECTIONS.map((direction) => ({
      value: itemOrderParser.serialize({ key, direction }),
      title: `by ${COLUMN_TITLES[key]}, ${direction}`,
    })),
  );
  return (
    <SelectField
      label="Order"
      value={order === null ? AS_IN_BUNDLE : itemOrderParser.serialize(order)}
      options={[{ value: AS_IN_BUNDLE, title: "prompt by prompt" }, ...options]}
      onChange={(value) => onOrder(value === AS_IN_BUNDLE ? null : itemOrderParser.parse(value))}
    />
  );
}
