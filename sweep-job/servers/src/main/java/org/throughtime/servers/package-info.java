/**
 * Servers that tests start as processes of their own: HDFS and YARN of Hadoop, an S3 server and a
 * proxy that loses answers. Each says {@code ready} and its address, then obeys commands.
 */
package org.throughtime.servers;
