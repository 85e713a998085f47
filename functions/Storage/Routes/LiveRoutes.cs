using System.Collections.Immutable;
using AiProxy.Contracts.Routes;

namespace AiProxy.Storage.Routes;

/// <summary>
/// Routes from AppConfig, so that changing one needs no deployment. Looked for again beside a request, at most every <see cref="Interval"/>: the request
/// does not wait, unless this environment was frozen for so long that what it knows is older than <see cref="MaxAge"/>. What cannot be read, or is
/// wrong, changes nothing: the last good table stays, and the log says so once.
/// </summary>
internal sealed class LiveRoutes : IRouteSource
{
    /// <summary>Shortest time between two looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    /// <summary>What is older is not used without another look.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(2);

    /// <summary>Longest that one look may take, and that a request waits for it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly ConfigurationSession _session;
    private readonly ConfigurationName _name;
    private readonly RouteTableOptions? _options;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();

    private volatile RouteTable _table;
    private Task _look = Task.CompletedTask;
    private long _looked;
    private TimeSpan _wait;
    private string? _unreadable;
    private string? _wrong;

    private LiveRoutes(ConfigurationSession session, ConfigurationName name, RouteTableOptions? options, TimeProvider clock, RouteTable packaged)
    {
        _session = session;
        _name = name;
        _options = options;
        _clock = clock;
        _table = packaged;
    }

    /// <inheritdoc/>
    public RouteTable Current
    {
        get
        {
            Task look = LookIfDue(out TimeSpan age);
            if (age > MaxAge)
            {
                // It ends by itself within its patience, and never throws.
                look.Wait();
            }
            return _table;
        }
    }

    /// <summary>Reads the routes for the first time.</summary>
    /// <param name="session">The configuration.</param>
    /// <param name="name">What the log calls it.</param>
    /// <param name="options">What the function knows that the routes do not say.</param>
    /// <param name="clock">Measures the intervals.</param>
    /// <param name="packaged">
    /// The routes of the function's own package; null where there are none. They serve where AppConfig cannot: they were good when the function was
    /// deployed, and a function that answers with them is of more use than one that does not start.
    /// </param>
    /// <exception cref="RouteSourceException">There are no usable routes at all.</exception>
    public static LiveRoutes Load(
        ConfigurationSession session, ConfigurationName name, RouteTableOptions? options, TimeProvider clock, Func<RouteTable?> packaged)
    {
        var routes = new LiveRoutes(session, name, options, clock, null!);
        // During the init phase, which waits for the container: there is nothing else to do meanwhile.
        routes.LookAsync().GetAwaiter().GetResult();
        routes._table ??= packaged() ?? throw new RouteSourceException($"There are no routes. {routes._unreadable ?? routes._wrong}");
        return routes;
    }

    private Task LookIfDue(out TimeSpan age)
    {
        lock (_gate)
        {
            age = _clock.GetElapsedTime(_looked);
            if (_look.IsCompleted && age >= _wait)
            {
                _look = Task.Run(LookAsync);
            }
            return _look;
        }
    }

    private async Task LookAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(Patience, _clock);
            ConfigurationSession.Poll poll = await _session.PollAsync(limit.Token);
            Done(poll.Interval);
            if (_unreadable is not null)
            {
                _unreadable = null;
                Log.RoutesReadable(_name);
            }
            if (poll.Content is { } content)
            {
                Take(content, poll.Label);
            }
        }
        catch (Exception e)
        {
            // The boundary of a task that nobody awaits: whatever it was, the table that is there stays.
            Done(TimeSpan.Zero);
            Complain(ref _unreadable, $"AppConfig's {_name} could not be read: {e.GetType().Name}: {e.Message}");
        }
    }

    private void Take(byte[] content, string? label)
    {
        if (!RouteTable.TryParse(content, _name.ToString(), _options, out RouteTable? table, out ImmutableArray<RouteDiagnostic> diagnostics))
        {
            Complain(ref _wrong, string.Join(Environment.NewLine, diagnostics));
            return;
        }
        if (_table is not null)
        {
            Log.RoutesReplaced(_name, label);
        }
        _table = table;
        _wrong = null;
    }

    // Once, not with every look.
    private void Complain(ref string? last, string failure)
    {
        if (last != failure)
        {
            last = failure;
            Log.RoutesKept(_name, failure);
        }
    }

    private void Done(TimeSpan asked)
    {
        lock (_gate)
        {
            _looked = _clock.GetTimestamp();
            _wait = asked > Interval ? asked : Interval;
        }
    }
}
