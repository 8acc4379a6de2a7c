/** Tests of the mails: their words, their keys, and their way through SMTP. */
@NullMarked
package io.daybook.saga.notification;

import org.jspecify.annotations.NullMarked;
