using System.Globalization;
using Verify.Registry;

namespace Verify.Hosting.Commands;

/// <summary>
/// Shows how far a migration is, once it has taken a second and each second from then on: a step over a large table may take minutes, in
/// which it has nothing to tell but that it goes on.
/// </summary>
internal sealed class MigrationProgress : IProgress<MigrationStep>, IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Lock _writing = new();
    private readonly TextWriter _screen;
    private readonly TimeProvider _clock;
    private readonly long _began;
    private readonly ITimer _timer;
    private MigrationStep? _step;
    private bool _hasShown;
    private bool _isOver;

    public MigrationProgress(TextWriter screen, TimeProvider clock)
    {
        (_screen, _clock, _began) = (screen, clock, clock.GetTimestamp());
        _timer = clock.CreateTimer(_ => Show(), null, Second, Second);
    }

    public void Report(MigrationStep value)
    {
        lock (_writing)
            _step = value;
    }

    /// <summary>Ends the line, if there is one.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        lock (_writing)
        {
            if (_hasShown && !_isOver)
                _screen.WriteLine();
            _isOver = true;
        }
    }

    private void Show()
    {
        lock (_writing)
        {
            if (_isOver || _step is not { } step)
                return;
            var elapsed = _clock.GetElapsedTime(_began);
            _screen.Write(string.Create(CultureInfo.InvariantCulture, $"\rversion 版本 {step.Version} of {step.Last}, {elapsed:hh':'mm':'ss}   "));
            _hasShown = true;
        }
    }
}
