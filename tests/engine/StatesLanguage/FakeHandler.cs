using AiProxy.StatesLanguage.Tasks;

namespace AiProxy.StatesLanguage.Tests;

/// <summary>A handler made of a function; remembers its invocations.</summary>
internal sealed class FakeHandler(Func<TaskInvocation, CancellationToken, ValueTask<TaskOutcome>> body) : ITaskHandler
{
    private readonly Lock _lock = new();
    private readonly List<TaskInvocation> _invocations = [];

    public FakeHandler(Func<TaskInvocation, TaskOutcome> body)
        : this((invocation, _) => ValueTask.FromResult(body(invocation)))
    {
    }

    public IReadOnlyList<TaskInvocation> Invocations
    {
        get
        {
            lock (_lock)
            {
                return [.. _invocations];
            }
        }
    }

    public ValueTask<TaskOutcome> InvokeAsync(TaskInvocation invocation, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _invocations.Add(invocation);
        }

        return body(invocation, cancellationToken);
    }
}
