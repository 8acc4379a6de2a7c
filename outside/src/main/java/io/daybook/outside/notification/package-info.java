/** Mail to customers: the port, and the policy that tells them. */
@NullMarked
package io.daybook.outside.notification;

import org.jspecify.annotations.NullMarked;
