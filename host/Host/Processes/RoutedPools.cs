using AiProxy.Host.Projects;

namespace AiProxy.Host.Processes;

/// <summary>
/// The processes of a function that reads the routes file, a pool for each state of it: a request that pinned an older state is served by that one's,
/// which end as soon as they are idle.
/// </summary>
internal sealed class RoutedPools(LiveProject live, string folder, Func<string, FunctionPool> create) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ProjectSnapshot, FunctionPool> _pools = new(ReferenceEqualityComparer.Instance);
    private int _files;

    /// <summary>The pool of the request that asks.</summary>
    public FunctionPool Current
    {
        get
        {
            ProjectSnapshot wanted = live.Snapshot;
            ProjectSnapshot latest = live.Status.Snapshot;
            lock (_gate)
            {
                if (!_pools.TryGetValue(wanted, out FunctionPool? pool))
                {
                    string file = Path.Combine(folder, $"routes-{++_files}.json");
                    EffectiveRoutes.Write(wanted, file);
                    pool = create(file);
                    _pools.Add(wanted, pool);
                }
                foreach (KeyValuePair<ProjectSnapshot, FunctionPool> older in _pools.Where(one => !ReferenceEquals(one.Key, latest)).ToArray())
                {
                    older.Value.Retire();
                    if (!ReferenceEquals(older.Key, wanted) && older.Value.IsEmpty)
                    {
                        _pools.Remove(older.Key);
                    }
                }
                return pool;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (FunctionPool pool in _pools.Values)
        {
            await pool.DisposeAsync();
        }
    }
}
