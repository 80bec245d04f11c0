// The build replaces this file by a bundle, so that the package installs without dependencies.
export { default as ipaddr } from 'ipaddr.js';
