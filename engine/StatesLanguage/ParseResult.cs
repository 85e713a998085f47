using System.Collections.Immutable;
using AiProxy.StatesLanguage.Diagnostics;

namespace AiProxy.StatesLanguage;

/// <summary>A machine, or why there is none.</summary>
/// <param name="Machine">The machine, if the definition has no error.</param>
/// <param name="Diagnostics">Everything found, errors and warnings, in the order found.</param>
public sealed record ParseResult(StateMachine? Machine, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>
    /// The errors as CreateStateMachine words them:
    /// <c>Invalid State Machine Definition: 'CODE: message at /location, CODE: ...'</c>. Empty if there are none.
    /// </summary>
    public string ErrorMessage
    {
        get
        {
            var errors = Diagnostics.Where(diagnostic => diagnostic.IsError).ToArray();
            return errors.Length == 0 ? "" : $"Invalid State Machine Definition: '{string.Join(", ", errors.Select(Text))}'";
        }
    }

    /// <summary>As on AWS, what has no location is at null.</summary>
    private static string Text(Diagnostic error) => error.Location is null ? $"{error} at null" : error.ToString();
}
