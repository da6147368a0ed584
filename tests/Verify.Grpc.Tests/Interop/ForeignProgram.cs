using System.Diagnostics;
using System.Text;

namespace Verify.Grpc.Tests.Interop;

/// <summary>A running peer program, spoken to in lines; it ends with its standard input, and at the latest when killed.</summary>
public sealed class ForeignProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _complaints = new();

    public ForeignProgram(string executable, string script)
    {
        var start = new ProcessStartInfo(executable, [script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["PYTHONIOENCODING"] = "utf-8";
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_complaints) _complaints.AppendLine(line.Data);
        };
        _process.BeginErrorReadLine();
    }

    public async Task<string> AskAsync(string line, CancellationToken cancel)
    {
        await _process.StandardInput.WriteLineAsync(line.AsMemory(), cancel);
        await _process.StandardInput.FlushAsync(cancel);
        return await HearAsync(cancel);
    }

    public async Task<string> HearAsync(CancellationToken cancel)
    {
        var answer = await _process.StandardOutput.ReadLineAsync(cancel);
        if (answer is not null) return answer;
        await _process.WaitForExitAsync(cancel);
        throw new InvalidOperationException($"{_process.StartInfo.ArgumentList[0]} ended: {_complaints}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
