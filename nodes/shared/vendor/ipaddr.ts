// The build bundles it, so that the package installs without dependencies.
export { default as ipaddr } from 'ipaddr.js';
