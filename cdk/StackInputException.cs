namespace AiProxy.Cdk;

/// <summary>What the stack is made from (context, packages, routes, definition) is missing or wrong. The message says what, and what to do.</summary>
public sealed class StackInputException : Exception
{
    /// <summary>Reports one problem.</summary>
    public StackInputException(string problem)
        : base(problem) => Problems = [problem];

    /// <summary>Reports several problems, one a line.</summary>
    public StackInputException(IReadOnlyList<string> problems)
        : base(string.Join(System.Environment.NewLine, problems)) => Problems = problems;

    /// <summary>Each problem, at least one.</summary>
    public IReadOnlyList<string> Problems { get; }
}
