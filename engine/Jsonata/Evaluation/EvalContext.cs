using System.Runtime.CompilerServices;
using System.Text;
using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Evaluation.Calls;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation;

/// <summary>
/// What one evaluation carries with it: limits, clock, pools. One thread uses it at a time; after an exception it is dropped, not reused.
/// </summary>
internal sealed class EvalContext
{
    private const int StepsBetweenChecks = 1024;
    private const int MaxPooled = 16;
    private const int MaxRetainedText = 4096;

    [ThreadStatic]
    private static EvalContext? _spare;

    private readonly Stack<SequenceBuffer> _buffers = new();
    private readonly Stack<Frame> _frames = new();
    private StringBuilder? _builder = new();

    private JsonataOptions _options = JsonataOptions.Default;
    private JsonataRuntime? _runtime;
    private int _fuel;
    private int _slowSteps;
    private long _steps;
    private long _memory;
    private long _started;
    private DateTimeOffset? _now;

    /// <summary>The input document, <c>$$</c>.</summary>
    public Value Root { get; private set; }

    public JsonataOptions Options => _options;

    public JsonataRuntime Runtime => _runtime!;

    /// <summary>How many evaluations are nested around the activation that runs now.</summary>
    public int Depth { get; set; }

    /// <summary>What a call in tail position wants called next.</summary>
    public TailCall Tail { get; } = new();

    /// <summary>The time of this evaluation, the same however often it is asked for.</summary>
    public DateTimeOffset Now => _now ??= Runtime.TimeProvider.GetUtcNow();

    public static EvalContext Rent(JsonataOptions options, JsonataRuntime runtime, Value root)
    {
        var context = _spare ?? new EvalContext();
        _spare = null;
        context._options = options;
        context._runtime = runtime;
        context.Root = root;
        context.Depth = 0;
        context._steps = 0;
        context._memory = 0;
        context._fuel = StepsBetweenChecks;
        context._started = 0;
        context._now = null;
        return context;
    }

    /// <summary>Keeps the context for this thread's next evaluation.</summary>
    public void Return()
    {
        Root = default;
        _runtime = null;
        Tail.Clear();
        _spare = this;
    }

    /// <summary>Counts a call or a turn of a loop.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step()
    {
        if (--_fuel < 0)
        {
            Refuel();
        }
    }

    /// <summary>Counts work that is done in one go, such as comparing two trees.</summary>
    public void Steps(int count)
    {
        _fuel -= Math.Min(count, int.MaxValue / 2);
        if (_fuel < 0)
        {
            Refuel();
        }
    }

    /// <summary>
    /// Counts an operation that may take as long as a thousand steps or more: matching a regular expression, compiling. The clock is
    /// looked at every sixteen of them.
    /// </summary>
    public void SlowStep()
    {
        Step();
        if ((++_slowSteps & 15) == 0)
        {
            CheckClock();
        }
    }

    /// <summary>Counts memory that a value takes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Allocate(long bytes)
    {
        _memory += bytes;
        if (_memory > _options.MaxMemory)
        {
            throw Limits.Memory();
        }
    }

    public void CheckSequence(long count)
    {
        if (count > _options.MaxSequence)
        {
            throw Limits.Sequence(_options, count);
        }
    }

    /// <summary>Looks at a string's length before it is made, and counts it.</summary>
    public void CheckString(long length)
    {
        if (length > _options.MaxString)
        {
            throw Limits.Memory();
        }

        Allocate((length * 2) + 24);
    }

    public ArrayValue NewArray(ReadOnlySpan<Value> items, ArrayFlags flags)
    {
        CheckSequence(items.Length);
        Allocate((items.Length * 16L) + 64);
        return ArrayValue.Copy(items, flags);
    }

    /// <summary>Refuses to nest deeper than the limit, or than the stack allows.</summary>
    public void CheckDepth(int depth)
    {
        if (depth > _options.MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Limits.Depth(_options);
        }
    }

    /// <summary>Refuses to call what would nest deeper than the limit. The stack has been looked at.</summary>
    public void CheckLevels(int levels)
    {
        if (Depth + levels > _options.MaxDepth)
        {
            throw Limits.Depth(_options);
        }
    }

    public SequenceBuffer RentBuffer() => _buffers.TryPop(out var buffer) ? buffer : new SequenceBuffer(this);

    public void Return(SequenceBuffer buffer)
    {
        if (buffer.Recycle() && _buffers.Count < MaxPooled)
        {
            _buffers.Push(buffer);
        }
    }

    /// <summary>An empty builder; give it back with <see cref="Finish"/>.</summary>
    public StringBuilder RentBuilder()
    {
        var builder = _builder ?? new StringBuilder();
        _builder = null;
        return builder;
    }

    /// <summary>The text of a rented builder, which is taken back.</summary>
    public string Finish(StringBuilder builder)
    {
        var text = builder.ToString();
        if (builder.Capacity <= MaxRetainedText)
        {
            builder.Clear();
            _builder = builder;
        }

        return text;
    }

    /// <summary>A frame that a function may hold on to.</summary>
    public Frame NewFrame(Frame? parent, int size)
    {
        Allocate((size * 16L) + 80);
        return new Frame(this, parent, size);
    }

    /// <summary>A frame that is given back when the call ends.</summary>
    public Frame RentFrame(Frame? parent, int size)
    {
        if (_frames.TryPeek(out var frame) && frame.Slots.Length >= size)
        {
            _frames.Pop();
            frame.Reuse(this, parent);
            return frame;
        }

        return new Frame(this, parent, Math.Max(size, 8));
    }

    public void Return(Frame frame)
    {
        frame.Clear();
        if (_frames.Count < MaxPooled)
        {
            _frames.Push(frame);
        }
    }

    /// <summary>The first look starts the clock: short evaluations never do.</summary>
    private void CheckClock()
    {
        if (_started == 0)
        {
            _started = Runtime.TimeProvider.GetTimestamp();
        }
        else if (Runtime.TimeProvider.GetElapsedTime(_started) > _options.MaxTime)
        {
            throw Limits.Time(_options);
        }
    }

    private void Refuel()
    {
        _steps += StepsBetweenChecks - _fuel;
        _fuel = StepsBetweenChecks;
        if (_steps > _options.MaxSteps)
        {
            throw Limits.Time(_options);
        }

        CheckClock();
    }
}
