/** That this process alone uses a folder. */
export interface FolderLock {
    release(): Promise<void>;
}
/**
 * Makes the folder if need be and takes it for this process. Refuses while another process has it, with words for
 * people; waits a few seconds for the lock of one that ended without giving it back. `onLost` is told when the lock was
 * taken away after all, because this process stood still for too long: stop writing.
 */
export declare function lockFolder(folder: string, onLost: (error: Error) => void): Promise<FolderLock>;
