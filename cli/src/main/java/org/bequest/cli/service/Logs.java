package org.bequest.cli.service;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import java.nio.file.Path;
import org.bequest.server.event.RequestLog;
import org.slf4j.LoggerFactory;

/**
 * What is logged and where. Requests go through a queue that drops lines rather than let a slow
 * disk or terminal hold a request up. With {@code -Dlogback.configurationFile} all of this is the
 * file's business.
 */
public final class Logs {
  private static final String OWN_FILE = "logback.configurationFile";
  private static final String LINE = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0}: %msg%n";
  private static final String OWN = "org.bequest";
  private static final int QUEUE = 8192;

  private Logs() {}

  static boolean configuredElsewhere() {
    return System.getProperty(OWN_FILE) != null;
  }

  /** Warnings of libraries and news of our own on standard error; no requests. */
  static void warnings(LoggerContext context) {
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setTarget("System.err");
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(started(context, console, LINE));
    context.getLogger(OWN).setLevel(Level.INFO);
    context.getLogger(RequestLog.LOGGER).setLevel(Level.OFF);
  }

  /** One JSON line for each request on standard error. */
  public static void requestsToConsole() {
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setTarget("System.err");
    requestsTo(console);
  }

  /** One JSON line for each request at the end of this file. */
  public static void requestsTo(Path file) {
    FileAppender<ILoggingEvent> appender = new FileAppender<>();
    appender.setFile(file.toString());
    requestsTo(appender);
  }

  /** News of our own at the end of this file: on standard error are only warnings from now on. */
  public static void newsTo(Path file) {
    if (configuredElsewhere()) {
      return;
    }
    ThresholdFilter warnings = new ThresholdFilter();
    warnings.setLevel(Level.WARN.levelStr);
    warnings.start();
    LoggerContext context = context();
    context
        .getLogger(Logger.ROOT_LOGGER_NAME)
        .iteratorForAppenders()
        .forEachRemaining(appender -> appender.addFilter(warnings));
    FileAppender<ILoggingEvent> appender = new FileAppender<>();
    appender.setFile(file.toString());
    context.getLogger(OWN).addAppender(started(context, appender, LINE));
  }

  /** Writes what is still queued. Nothing is logged afterwards. */
  static void flush() {
    if (!configuredElsewhere()) {
      context().getLogger(RequestLog.LOGGER).detachAndStopAllAppenders();
    }
  }

  private static void requestsTo(OutputStreamAppender<ILoggingEvent> target) {
    if (configuredElsewhere()) {
      return;
    }
    LoggerContext context = context();
    AsyncAppender queue = new AsyncAppender();
    queue.setContext(context);
    queue.setQueueSize(QUEUE);
    queue.setNeverBlock(true);
    queue.setDiscardingThreshold(0);
    queue.addAppender(started(context, target, "%msg%n"));
    queue.start();
    Logger requests = context.getLogger(RequestLog.LOGGER);
    requests.detachAndStopAllAppenders();
    requests.setAdditive(false);
    requests.setLevel(Level.INFO);
    requests.addAppender(queue);
  }

  private static LoggerContext context() {
    return (LoggerContext) LoggerFactory.getILoggerFactory();
  }

  private static OutputStreamAppender<ILoggingEvent> started(
      LoggerContext context, OutputStreamAppender<ILoggingEvent> appender, String pattern) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(pattern);
    encoder.start();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }
}
