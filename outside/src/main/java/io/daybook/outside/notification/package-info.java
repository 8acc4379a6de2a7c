/**
 * Mail to customers: the port, its adapter for SMTP, and the events of which customers are told.
 * The words are templates in {@code src/main/resources/mail}. Look first at {@code CustomerMails}.
 */
@NullMarked
package io.daybook.outside.notification;

import org.jspecify.annotations.NullMarked;
