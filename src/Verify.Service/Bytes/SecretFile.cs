namespace Verify.Bytes;

/// <summary>A file of secrets, for its owner's eyes only, written once.</summary>
public static class SecretFile
{
    /// <summary>Writes a file unless it is there; of several that do so at once one wins, and the others find what it wrote.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes what it holds.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void CreateOnce(string path, Action<Stream> write)
    {
        if (File.Exists(path))
            return;
        var temporary = $"{path}.{Guid.NewGuid():N}";
        try
        {
            using (var file = new FileStream(temporary, OwnerOnly()))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            // A hard link underneath: whole or not at all, and never over an existing file.
            File.Move(temporary, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another start was first; its secrets are the secrets.
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static FileStreamOptions OwnerOnly()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
