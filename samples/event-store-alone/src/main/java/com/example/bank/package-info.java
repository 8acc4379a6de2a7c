/**
 * A bank of one aggregate and one projection, on the event log as it is. Nothing of Daybook's
 * orders is in here. Look first at {@link com.example.bank.Account}.
 */
@NullMarked
package com.example.bank;

import org.jspecify.annotations.NullMarked;
