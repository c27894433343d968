package org.throughtime.servers;

import org.apache.hadoop.conf.Configuration;

/** Settings of Hadoop from words of a command line. */
final class Settings {
  private Settings() {}

  /**
   * @param words KEY=VALUE
   * @param from index of the first one
   */
  static Configuration of(String[] words, int from) {
    Configuration configuration = new Configuration();
    for (int i = from; i < words.length; i++) {
      int equals = words[i].indexOf('=');
      configuration.set(words[i].substring(0, equals), words[i].substring(equals + 1));
    }
    return configuration;
  }
}
