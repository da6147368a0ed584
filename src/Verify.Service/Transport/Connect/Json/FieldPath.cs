using System.Globalization;
using System.Text;

namespace Verify.Transport.Connect.Json;

/// <summary>Where a reader stands inside a message, such as <c>members[2].subject.code_type</c>: fields by their declared names, as in every other error.</summary>
internal sealed class FieldPath
{
    private readonly List<(string? Name, int Index)> _steps = [];

    /// <summary>Steps into the field of this name.</summary>
    public void Enter(string name) => _steps.Add((name, 0));

    /// <summary>Steps to the element of this index of the list or map it stands in.</summary>
    public void Enter(int index) => _steps.Add((null, index));

    /// <summary>Takes the last step back.</summary>
    public void Leave() => _steps.RemoveAt(_steps.Count - 1);

    /// <inheritdoc/>
    public override string ToString()
    {
        var path = new StringBuilder();
        foreach (var (name, index) in _steps)
        {
            if (name is null) path.Append(CultureInfo.InvariantCulture, $"[{index}]");
            else path.Append(path.Length == 0 ? "" : ".").Append(name);
        }
        return path.ToString();
    }
}
