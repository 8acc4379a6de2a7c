/** Tests of the mails: their words, their keys, and their way through SMTP. */
@NullMarked
package io.daybook.outside.notification;

import org.jspecify.annotations.NullMarked;
