-- A fulfilment of 0.1.0 that was parked once, and went on all the same, had no deadline any more. Whatever has none is
-- reported once, and its saga decides whether one runs.
do $$
begin
    if to_regclass('event_log.saga_association') is not null then
        insert into waiting (order_id, action, due_at)
        select distinct association_value, 'FOLLOW_EVENT', now() + interval '5 minutes'
          from event_log.saga_association
         where saga_type = 'io.daybook.saga.fulfilment.OrderFulfilmentSaga' and association_key = 'orderId'
        on conflict do nothing;
    end if;
end
$$;
