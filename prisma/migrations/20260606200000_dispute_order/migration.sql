-- A decision about a dispute names its order too: ids of disputes are unique within their order only (docs/decisions/0029). Those on record say
-- so from what they wrote; one that nobody decided yet, from the first dispute of that id, which is the one that it would have decided.

ALTER TABLE "decision" DISABLE TRIGGER "proposed";
ALTER TABLE "decision" DISABLE TRIGGER "decided_once";

UPDATE "decision" d
   SET "detail" = d."detail" || jsonb_build_object('order', coalesce(
         (SELECT f."order_id" FROM "fact" f WHERE f."shop_id" = d."shop_id" AND f."id" = ANY (d."facts") LIMIT 1),
         (SELECT f."order_id" FROM "fact" f
           WHERE f."shop_id" = d."shop_id" AND f."type" = 'dispute.opened' AND f."payload" ->> 'dispute' = d."detail" ->> 'dispute'
           ORDER BY f."no" LIMIT 1)))
 WHERE d."kind" = 'dispute' AND NOT d."detail" ? 'order';

ALTER TABLE "decision" ENABLE TRIGGER "proposed";
ALTER TABLE "decision" ENABLE TRIGGER "decided_once";

ALTER TABLE "decision" ADD CONSTRAINT "a_dispute_names_its_order" CHECK ("kind" <> 'dispute' OR ("detail" ->> 'order') IS NOT NULL);
