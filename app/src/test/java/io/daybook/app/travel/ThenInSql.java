package io.daybook.app.travel;

/** What the log alone says of a moment, in plain SQL over {@code e}, the events up to it. */
final class ThenInSql {
  /** SKU, on hand, reserved. */
  static final String STOCK =
      """
      select substring(stream from 7) || ' ' || sum(case type
                 when 'StockReceived' then (payload ->> 'quantity')::int
                 when 'StockAdjusted' then (payload ->> 'difference')::int
                 when 'StockCommitted' then -(payload ->> 'quantity')::int
                 when 'GoodsRestocked' then (payload ->> 'quantity')::int else 0 end)
          || ' ' || sum(case type
                 when 'StockReserved' then (payload ->> 'quantity')::int
                 when 'StockReleased' then -(payload ->> 'quantity')::int
                 when 'StockCommitted' then -(payload ->> 'quantity')::int else 0 end)
        from e where stream like 'stock-%' group by stream order by stream collate "C"
      """;

  /** SKU, name, price, whether it is on sale. */
  static final String PRODUCTS =
      """
      select substring(stream from 9) || ' '
             || (select payload ->> 'name' from e n where n.stream = e.stream
                    and n.type in ('ProductListed', 'ProductRenamed') order by position desc limit 1)
             || ' '
             || (select coalesce(payload -> 'newPrice', payload -> 'price') ->> 'amount' from e n
                  where n.stream = e.stream and n.type in ('ProductListed', 'ProductPriceChanged')
                  order by position desc limit 1)
             || ' '
             || case when exists (select 1 from e n where n.stream = e.stream
                                     and n.type = 'ProductDiscontinued') then 'false' else 'true' end
        from e where type = 'ProductListed'
      """;

  private ThenInSql() {}

  /** A statement over the events up to a position, which is its parameter. */
  static String of(String sql) {
    return """
    with e as (select *, substring(payload_type from '[A-Za-z]*$') as type
                 from event_log.domain_event where position <= ?)
    """
        + sql;
  }
}
