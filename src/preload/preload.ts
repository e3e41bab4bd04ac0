import { contextBridge, ipcRenderer } from 'electron';
import { bridgeCalls } from '../shared/bridge.ts';
import type { Bridge } from '../shared/bridge.ts';

const bridge: Bridge = {
  async call(name, request) {
    if (!Object.hasOwn(bridgeCalls, name)) throw new Error('There is no such call.');
    return ipcRenderer.invoke(name, request);
  },
};

contextBridge.exposeInMainWorld('admit', bridge);
