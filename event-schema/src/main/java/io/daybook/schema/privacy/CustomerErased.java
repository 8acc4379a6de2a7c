package io.daybook.schema.privacy;

import io.daybook.schema.order.CustomerId;
import java.util.List;
import org.axonframework.serialization.Revision;

/**
 * The keys of a customer are deleted: nobody reads any more what was written of this person under
 * them. Every process lets go of what it remembers, and a database that was restored from a backup
 * loses these keys again before anybody reads.
 *
 * @param keys the ids of the keys that are gone
 */
@Revision("1")
public record CustomerErased(ErasureId erasureId, CustomerId customerId, List<Long> keys)
    implements PrivacyEvent {
  public CustomerErased {
    keys = List.copyOf(keys);
  }
}
