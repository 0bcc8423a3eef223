using System.Diagnostics;
using AfterSales.Access;
using AfterSales.Storage;

namespace AfterSales.Records;

/// <summary>
/// The one way in which every record lives: ask, decide by a pure rule, save once, tell others, wake itself (decision 0004).
/// A record's own class adds its intents, when it is due, and what it tells others.
/// </summary>
public abstract partial class RecordGrain<TState>(RecordServices services) : Grain, IRecord<TState>, IRemindable
    where TState : class, IRecordState<TState>
{
    // Whoever asks for keys at random must not fill the memory; at once would send the calls that wait round and round.
    private static readonly TimeSpan EmptyFor = TimeSpan.FromSeconds(5);

    // No two clocks are the same.
    private static readonly TimeSpan DevicesMayRunAhead = TimeSpan.FromMinutes(5);

    // On a clock that was put ahead: wakes what is due soon.
    private IGrainTimer? _soon;

    protected string Key => this.GetPrimaryKeyString();

    /// <summary>The account whose request is being saved, while others are told of it; null where the service acts by itself.</summary>
    protected string? Actor { get; private set; }

    /// <summary>The state as last saved; null when there is none.</summary>
    protected TState? State => _state;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await Reread();
        if (_state is null) this.RegisterGrainTimer(LeaveWithoutRecord, new() { DueTime = EmptyFor, Period = Timeout.InfiniteTimeSpan });
    }

    public async Task<TState?> Read(Caller caller)
    {
        if (IsUncertain) await LookAgain();
        return _state is { } state && caller.Sees(state) ? state : null;
    }

    public async Task<bool> IsSeenBy(Caller caller) => await Read(caller) is not null;

    public async Task<Versioned<TState>?> ReadVersioned(Caller caller)
    {
        if (IsUncertain) await LookAgain();
        return _state is { } state && caller.Sees(state) ? new Versioned<TState>(state, _version) : null;
    }

    public Task Wake() => TryTwiceMore(async () =>
    {
        var now = services.Now;
        // Whoever wakes it has read that it is due.
        if ((_state?.NextDue is not { } known || known > now) && !await IsOvertaken()) return;
        if (_state is not { NextDue: { } due } || due > now) return;
        services.Meters.Woken(TState.Kind, now - due);
        var decision = await WhenDue(_state, now);
        if (decision.Refusal is { } refusal) throw new InvalidOperationException($"{Key} was due and refused to act: {refusal.Code}.");
        if (decision.Events.Count > 0)
            await Save(decision, new JournalEntry(now, null, Caller.System.Account, "due", decision.Events), handled: null);
        if (_state.NextDue <= now) throw new InvalidOperationException($"{Key} is still due after it was woken.");
    });

    Task IRemindable.ReceiveReminder(string reminderName, TickStatus status) => WakeAtItsTime();

    private async Task WakeAtItsTime()
    {
        // A timer can go off a moment early, and would not come again for a whole period.
        while (services.MomentsUntil(_state?.NextDue) is { } early) await Task.Delay(early, TimeProvider.System);
        await Wake();
    }

    public Task Tell()
    {
        services.Courier.Deliver(GrainContext.GrainId);
        return Task.CompletedTask;
    }

    public Task Refresh() => TryTwiceMore(() => _state is null ? Task.CompletedTask : Save(Decision.NothingToDo, entry: null, handled: null));

    /// <summary>The read model's rows of a state. The first is the record's own row; another that did not change is not written again.</summary>
    protected abstract IEnumerable<object> RowsOf(TState state, RowStamp stamp);

    /// <summary>The same for who checks what is stored, without a grain that runs: they are made of the state alone.</summary>
    internal IEnumerable<object> RowsMadeOf(TState state, RowStamp stamp) => RowsOf(state, stamp);

    /// <summary>What happens when <see cref="IRecordState{TSelf}.NextDue"/> has come.</summary>
    protected virtual ValueTask<Decision> WhenDue(TState state, DateTimeOffset now) => new(Decision.NothingToDo);

    /// <summary>What a decision of any rule brings with it in another part of the record; saved together with it.</summary>
    protected virtual ValueTask<Decision> AndWhatGoesAlong(TState? before, Decision decision, DateTimeOffset now) => new(decision);

    /// <summary>What others are told of an event.</summary>
    protected virtual IEnumerable<Effect> EffectsOf(TState state, Event happened) => [];

    /// <summary>Is the record the caller's to change in this way.</summary>
    protected virtual bool MayAsk(TState state, Caller caller, object? asked) => caller.HasToDoWith(state);

    /// <summary>Makes the record; the rule is asked only while there is none. A second creation gets the first answer, or is refused.</summary>
    protected Task<Answer> Create<T>(Intent<T> request, Func<DateTimeOffset, ValueTask<Decision>> rule) =>
        Handle(request, asks: false, (state, now) => state is null ? rule(now) : new(new AlreadyExists(Key)));

    /// <summary>Makes the record where there is none yet, and else lets the other rule decide over it.</summary>
    protected Task<Answer> MakeOrChange<T>(
        Intent<T> request, Func<DateTimeOffset, ValueTask<Decision>> make, Func<TState, DateTimeOffset, Decision> change) =>
        Handle(request, asks: false, (state, now) => state is null ? make(now) : new(change(state, now)));

    /// <summary>Lets the rule decide over the record as it stands.</summary>
    /// <param name="versionOf">What <see cref="Intent{T}.ExpectedVersion"/> speaks of where the request replaces a part that counts its own versions; else the record.</param>
    protected Task<Answer> Decide<T>(Intent<T> request, Func<TState, DateTimeOffset, Decision> rule, Func<TState, int>? versionOf = null) =>
        Handle(request, asks: false, (state, now) => new(state is null ? new NotFound(Key) : rule(state, now)), versionOf);

    /// <summary>As <see cref="Decide{T}"/>, where the rule first asks others for something: a repeat is recognised before it asks again.</summary>
    protected Task<Answer> AskAndDecide<T>(Intent<T> request, Func<TState, DateTimeOffset, ValueTask<Decision>> rule) =>
        Handle(request, asks: true, (state, now) => state is null ? new(new NotFound(Key)) : rule(state, now));

    /// <summary>
    /// Takes the state away for good. Only for what was on its way and has arrived, of which nobody asks any more; its rows and its journal are taken away by
    /// whoever has it forgotten.
    /// </summary>
    protected async Task Forget()
    {
        // Who reads meanwhile does not take up again what goes: as every turn that changes something.
        _turns++;
        try
        {
            if (_stored.ETag is not null) await services.Storage.ClearStateAsync(TState.Kind, GrainContext.GrainId, _stored);
            (_stored, _state, _version) = (new(new Saved<TState>()), null, 0);
            DeactivateOnIdle();
        }
        finally
        {
            _turns--;
        }
    }

    private async Task<Answer> Handle<T>(
        Intent<T> request, bool asks, Func<TState?, DateTimeOffset, ValueTask<Decision>> rule, Func<TState, int>? versionOf = null)
    {
        var handled = HandledRequest.Of(request);
        return await Tried(async attempt =>
        {
            var (answer, isStored) = await Answered(request, handled, asks, attempt, rule, versionOf);
            // A save shows whether another activation has gone on unseen, as after a split of the cluster; where nothing is saved one has to look.
            return isStored || !await IsOvertaken() ? answer : (await Answered(request, handled, asks, attempt + 1, rule, versionOf)).Answer;
        }) ?? new Answer(Key, 0, new TryAgain());
    }

    private async Task<(Answer Answer, bool IsStored)> Answered<T>(
        Intent<T> request, HandledRequest handled, bool asks, int attempt, Func<TState?, DateTimeOffset, ValueTask<Decision>> rule, Func<TState, int>? versionOf)
    {
        if (_state is { } known && !MayAsk(known, request.Caller, request.Body))
            return (new Answer(Key, 0, request.Caller.Sees(known) ? new AuthNotAuthorized() : new NotFound(Key)), false);
        if ((asks || attempt > 1) && await services.FirstAnswer(Key, handled, attempt) is { } first) return (first, true);
        var now = services.Now;
        if (request.DeviceTime > now + DevicesMayRunAhead && !request.Caller.IsSystem) return (new Answer(Key, 0, InputInvalid.At("deviceTime", "IN_THE_FUTURE")), true);
        var decision = Changed(request.ExpectedVersion, versionOf) is { } changed ? changed : await rule(_state, now);
        if (decision is { Refusal: null, Events.Count: > 0 }) decision = await AndWhatGoesAlong(_state, decision, now);
        if (decision.Refusal is not null || decision.Events.Count == 0)
        {
            return await services.FirstAnswer(Key, handled, attempt) is { } before
                ? (before, true) : (new Answer(Key, decision.Refusal is null ? _version : 0, decision.Refusal), false);
        }

        var next = Next(decision);
        if (!MayAsk(next, request.Caller, request.Body)) return (new Answer(Key, 0, new NotFound(next.BranchId)), false);
        var entry = new JournalEntry(now, request.DeviceTime, request.Caller.Account, request.Cause, decision.Events);
        await Save(decision, entry, handled);
        return (new Answer(Key, _version), true);
    }

    private async Task TryTwiceMore(Func<Task> act)
    {
        var done = await Tried(async _ =>
        {
            await act();
            return this;
        });
        if (done is null) throw new TimeoutException($"{Key} could not be saved just now.");
    }

    /// <summary>Three times at most: whatever failed on the way is decided again, over the state as it was read again. Null: all three failed.</summary>
    private async Task<T?> Tried<T>(Func<int, Task<T>> act) where T : class
    {
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            try
            {
                _turns++;
                return await act(attempt);
            }
            catch (Exception failure) when (Infrastructure.Failed(failure))
            {
                LogOutcomeUnknown(services.Log, failure, Key, attempt);
            }
            finally
            {
                _turns--;
            }
        }

        DeactivateOnIdle();
        return null;
    }

    private Task LeaveWithoutRecord(CancellationToken cancellation)
    {
        if (_state is null) DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private ChangedMeanwhile? Changed(int? expected, Func<TState, int>? versionOf)
    {
        if (_state is null || expected is null) return null;
        var version = versionOf is null ? _version : versionOf(_state);
        return version == expected ? null : new ChangedMeanwhile(Key, version);
    }

    private TState Next(Decision decision) => decision.Events.Aggregate(_state, (state, happened) => TState.Apply(state, happened))!;

    /// <summary>One statement commits all; memory changes only after it returned.</summary>
    private async Task Save(Decision decision, JournalEntry? entry, HandledRequest? handled)
    {
        var before = _state;
        var after = decision.Events.Count == 0 ? before! : Next(decision);
        var stamp = new RowStamp(_version + 1, Projections.ShapeOf(TState.Kind));
        var rowsBefore = before is null || entry is null ? [] : RowsOf(before, stamp).ToHashSet();
        var rowsAfter = RowsOf(after, stamp).ToArray();
        var rows = rowsAfter.Where((row, i) => i == 0 || !rowsBefore.Contains(row)).ToArray();
        Actor = entry?.Actor is { } account && account != Caller.System.Account ? account : null;
        var effects = decision.Events.SelectMany(happened => EffectsOf(after, happened)).Concat(await services.EffectsOutside(Key, after, stamp.Version, entry))
            .Select((effect, i) => ($"{Key}-{stamp.Version}-{i}", effect)).ToArray();
        var due = after.NextDue == before?.NextDue && entry is not null ? null : new DueChange(after.NextDue);
        var marks = Marks([.. rowsBefore.Except(rowsAfter), .. rowsAfter.Except(rowsBefore)]);
        _stored.State = new Saved<TState>
        {
            Grain = GrainContext.GrainId,
            State = after,
            Rows = rows,
            Entry = entry,
            Effects = effects,
            Handled = handled,
            Marks = marks,
            Due = due,
        };
        var since = Stopwatch.GetTimestamp();
        try
        {
            await services.Storage.WriteStateAsync(TState.Kind, GrainContext.GrainId, _stored);
            services.Meters.Saved(TState.Kind, since, failed: false);
        }
        catch
        {
            services.Meters.Saved(TState.Kind, since, failed: true);
            await Reread();
            // If it was saved after all, others are to hear of it as usual.
            services.Courier.Deliver(GrainContext.GrainId);
            services.Announcer.Announce(TState.Kind, Key, _version);
            services.Marked(marks.Select(mark => mark.BranchId).Distinct());
            throw;
        }

        (_state, _version, _seenAt) = (after, stamp.Version, Stopwatch.GetTimestamp());
        _stored.State = new Saved<TState>();

        services.Announcer.Announce(TState.Kind, Key, _version);
        services.Marked(marks.Select(mark => mark.BranchId).Distinct());
        if (effects.Length > 0) services.Courier.Deliver(GrainContext.GrainId);
        if (due?.At is { } at && services.IsNear(at)) await BePunctual(at);
    }

    /// <summary>The reminder row is saved; this is so that what is due soon need not wait for the next sweep.</summary>
    private async Task BePunctual(DateTimeOffset at)
    {
        if (services.IsOrleansClock)
        {
            await this.RegisterOrUpdateReminder(ReminderRow.Due, services.Until(at), DueChange.Period);
            return;
        }

        _soon?.Dispose();
        _soon = this.RegisterGrainTimer(_ => WakeAtItsTime(), new() { DueTime = services.Until(at), Period = Timeout.InfiniteTimeSpan });
    }

    /// <summary>Every day that a changed row touched before or touches now.</summary>
    private static (string BranchId, DateOnly Day)[] Marks(object[] changed) =>
        [.. changed.OfType<IRolledUp>().SelectMany(row => row.RollupDays.Select(day => (row.BranchId, day))).Distinct()];
}
