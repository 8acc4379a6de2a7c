/** Mail to customers: the port, and the policy that tells them. */
@NullMarked
package io.daybook.saga.notification;

import org.jspecify.annotations.NullMarked;
