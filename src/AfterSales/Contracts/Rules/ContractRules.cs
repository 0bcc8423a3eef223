using System.Collections.Immutable;
using AfterSales.Calendars;
using AfterSales.Promises.Rules;
using AfterSales.Records;

namespace AfterSales.Contracts.Rules;

public static class ContractRules
{
    private const int LongestYears = 30;

    public static Decision Make(
        string id, string number, MakeContract request, string currency, WorkingCalendar calendar, ContractPlan plan, DateTimeOffset now)
    {
        var issues = Issues(request.Details).Concat(TermIssues(request.Term)).ToArray();
        if (issues.Length > 0) return new InputInvalid(issues);
        var today = calendar.LocalDay(now);
        var inspections = request.Details.Inspections.ConvertAll(item => First(item, today, request.Term, request.Term, calendar, plan));
        var (notice, reminder) = Ahead(request.Term, calendar, plan, now);
        return Entered(
            new ContractMade(id, number, request.BranchId, request.CustomerId, currency, request.Details, request.Term, notice, reminder, Plans(inspections)),
            inspections, today);
    }

    /// <summary>
    /// Takes the place of the details. Inspections that go on keep their count; new ones and those with another rhythm are counted anew from the
    /// contract's first day, and made from today on.
    /// </summary>
    public static Decision Amend(Contract contract, ContractDetails details, WorkingCalendar calendar, ContractPlan plan, DateTimeOffset now)
    {
        if (MustRun(contract) is { } over) return over;
        if (Issues(details).ToArray() is { Length: > 0 } issues) return new InputInvalid(issues);
        if (details == contract.Details) return Decision.NothingToDo;
        var today = calendar.LocalDay(now);
        var inspections = details.Inspections.ConvertAll(item => Kept(contract, item, today, contract.Term, calendar, plan));
        return Entered(new ContractAmended(details, today, Plans(inspections)), inspections, today);
    }

    /// <summary>What the reminder finds to do, in the order it fell due; early and repeated ticks find nothing.</summary>
    public static Decision WhenDue(Contract contract, WorkingCalendar calendar, ContractPlan plan, DateTimeOffset now)
    {
        var events = new List<Event>();
        var state = contract;
        while (state.NextDue <= now)
        {
            var next = Due(state, calendar, plan, state.NextDue.Value);
            events.Add(next);
            state = Contract.Apply(state, next);
        }

        return Decision.Of(events);
    }

    /// <summary>The next term begins the day after the last one ended; everything moves to the new end.</summary>
    public static Decision Renew(Contract contract, RenewContract request, WorkingCalendar calendar, ContractPlan plan, DateTimeOffset now)
    {
        if (MustRun(contract) is { } over) return over;
        var term = new ContractTerm(contract.Term.To.AddDays(1), request.To, request.PriceMinor);
        if (TermIssues(term).ToArray() is { Length: > 0 } issues) return new InputInvalid(issues);
        var (notice, reminder) = Ahead(term, calendar, plan, now);
        var today = calendar.LocalDay(now);
        var inspections = contract.Details.Inspections.ConvertAll(item => Kept(contract, item, today, term, calendar, plan));
        return Entered(new ContractRenewed(term, notice, reminder, Plans(inspections)), inspections, today);
    }

    /// <summary>The customer does not renew: the contract holds to its last day.</summary>
    public static Decision Lapse(Contract contract, string reason, WorkingCalendar calendar, DateTimeOffset now)
    {
        if (MustRun(contract) is { } over) return over;
        var today = calendar.LocalDay(now);
        if (string.IsNullOrWhiteSpace(reason)) return InputInvalid.At("reason", "REQUIRED");
        return contract.Term.From > today ? new TermNotBegun(contract.Term.From) : new ContractLapsed(contract.Term.To, today, reason);
    }

    /// <summary>It holds no more after the day that is given, else from today on. What it owes until then is made; what was made ahead for later is taken back.</summary>
    public static Decision Cancel(Contract contract, CancelContract request, WorkingCalendar calendar, ContractPlan plan, DateTimeOffset now)
    {
        var today = calendar.LocalDay(now);
        if (contract.EndsOn < today) return new ContractOver(contract.State, contract.EndsOn);
        if (string.IsNullOrWhiteSpace(request.Reason)) return InputInvalid.At("reason", "REQUIRED");
        var endsOn = request.EndsOn ?? today.AddDays(-1);
        if (endsOn < today.AddDays(-1)) return InputInvalid.At("endsOn", "IN_THE_PAST");
        if (endsOn > contract.Term.To) return InputInvalid.At("endsOn", "AFTER_END");
        var inspections = contract.Details.Inspections.ConvertAll(item => Until(contract, item, endsOn, today, calendar, plan));
        return new ContractCancelled(endsOn.AddDays(1), request.Reason, inspections, contract.Raised.FindAll(raised => raised.Day > endsOn),
            contract.TakenBack.FindAll(raised => raised.Day >= today && raised.Day <= endsOn), calendar.ClosingAfter(now));
    }

    /// <summary>
    /// The customer stays after all: what was agreed holds to the end of the term, and whether he renews is decided then. Of a contract that runs there is
    /// nothing to take back; of one that holds no more another is made.
    /// </summary>
    public static Decision Resume(Contract contract, string reason, WorkingCalendar calendar, ContractPlan plan, DateTimeOffset now)
    {
        var today = calendar.LocalDay(now);
        if (contract.State == ContractState.Running) return Decision.NothingToDo;
        if (contract.EndsOn < today) return new ContractOver(contract.State, contract.EndsOn);
        if (string.IsNullOrWhiteSpace(reason)) return InputInvalid.At("reason", "REQUIRED");
        var (notice, reminder) = Ahead(contract.Term, calendar, plan, now);
        var inspections = contract.Details.Inspections.ConvertAll(item => Until(contract, item, contract.Term.To, today, calendar, plan));
        return new ContractResumed(reason, notice, reminder > now ? reminder : null, inspections, contract.TakenBack.FindAll(raised => raised.Day >= today), calendar.ClosingAfter(now));
    }

    private static Event Due(Contract contract, WorkingCalendar calendar, ContractPlan plan, DateTimeOffset at)
    {
        var decideBy = Closing(contract.Term.To, calendar);
        if (contract.NoticeAt == at) return new ExpiryNoticeMade(contract.Term.To, decideBy);
        if (contract.ReminderAt == at) return new RenewalReminded(contract.Term.To, decideBy);
        var owed = contract.Inspections.First(inspection => inspection.RaiseAt == at);
        var item = contract.Details.Inspections.First(known => known.Code == owed.Code);
        var next = InspectionSchedule.Next(item, owed.Occurrence + 1, contract.Terms[0].From, contract.EndsOn, calendar, plan.InspectionLeadDays);
        return new InspectionOwed(owed.Code, owed.Occurrence, owed.Day!.Value, Closing(owed.Day.Value, calendar), next);
    }

    /// <summary>When notice and reminder are due; for a term that is entered after its end nothing is owed any more.</summary>
    private static (DateTimeOffset? Notice, DateTimeOffset? Reminder) Ahead(
        ContractTerm term, WorkingCalendar calendar, ContractPlan plan, DateTimeOffset now)
    {
        if (Closing(term.To, calendar) <= now) return (null, null);
        var notice = InspectionSchedule.RaiseAt(term.To.AddMonths(-plan.NoticeMonths), calendar, 0);
        var reminder = InspectionSchedule.RaiseAt(term.To, calendar, plan.ReminderDays);
        return (notice, reminder > notice ? reminder : null);
    }

    private static DateTimeOffset Closing(DateOnly last, WorkingCalendar calendar) =>
        calendar.LastClosing(last) ?? new DateTimeOffset(last.ToDateTime(TimeOnly.MaxValue), TimeSpan.Zero);

    private static Decision Entered(Event entry, IEnumerable<(PlannedInspection Next, ImmutableList<DateOnly> Passed)> inspections, DateOnly today) => Decision.Of(
    [
        entry,
        .. from planned in inspections
           where !planned.Passed.IsEmpty
           select new InspectionsPassedBeforeEntry(planned.Next.Code, planned.Passed.Count, planned.Passed[0], planned.Passed[^1], today),
    ]);

    private static ImmutableList<PlannedInspection> Plans(ImmutableList<(PlannedInspection Next, ImmutableList<DateOnly> Passed)> inspections) =>
        inspections.ConvertAll(planned => planned.Next);

    private static (PlannedInspection Next, ImmutableList<DateOnly> Passed) First(
        InspectionItem item, DateOnly today, ContractTerm first, ContractTerm last, WorkingCalendar calendar, ContractPlan plan) =>
        InspectionSchedule.From(today, item, 1, first.From, last.To, calendar, plan.InspectionLeadDays);

    private static (PlannedInspection Next, ImmutableList<DateOnly> Passed) Kept(
        Contract contract, InspectionItem item, DateOnly today, ContractTerm last, WorkingCalendar calendar, ContractPlan plan)
    {
        if (contract.Inspections.Find(known => known.Code == item.Code) is not { } planned) return First(item, today, contract.Terms[0], last, calendar, plan);
        var first = contract.Terms[0].From;
        var before = contract.Details.Inspections.Find(known => known.Code == item.Code);
        if (before is not null && before.HasRhythmOf(item))
        {
            // What was planned is owed, also where the service slept on its day.
            return InspectionSchedule.From(planned.Day < today ? planned.Day.Value : today, item, planned.Occurrence, first, last.To, calendar, plan.InspectionLeadDays);
        }

        // Another rhythm has its own days, from today on and after the last one that was owed by the old.
        var lastDay = before is null ? null : InspectionSchedule.DayBefore(before, planned.Occurrence, first, calendar);
        var (next, passed) = InspectionSchedule.From(lastDay >= today ? lastDay.Value.AddDays(1) : today, item, 1, first, last.To, calendar, plan.InspectionLeadDays);
        return (next, passed.RemoveAll(day => day <= lastDay));
    }

    /// <summary>The item where the contract ends on this day: nothing after it, and nothing that is late by now.</summary>
    private static PlannedInspection Until(
        Contract contract, InspectionItem item, DateOnly endsOn, DateOnly today, WorkingCalendar calendar, ContractPlan plan) =>
        InspectionSchedule.From(today, item, contract.Inspections.Find(known => known.Code == item.Code)?.Occurrence ?? 1, contract.Terms[0].From, endsOn, calendar,
            plan.InspectionLeadDays).Next;

    private static ContractOver? MustRun(Contract contract) =>
        contract.State == ContractState.Running ? null : new ContractOver(contract.State, contract.EndsOn);

    private static IEnumerable<InputIssue> TermIssues(ContractTerm term)
    {
        if (term.To < term.From) yield return new("to", "BEFORE_FROM");
        else if (term.To >= term.From.AddYears(LongestYears)) yield return new("to", "TOO_LONG");
        if (term.PriceMinor is < 0 or > 1_000_000_000_00) yield return new("priceMinor", "OUT_OF_RANGE");
    }

    private static IEnumerable<InputIssue> Issues(ContractDetails details)
    {
        if (details.ProductIds.IsEmpty) yield return new("productIds", "REQUIRED");
        if (details.ProductIds.Distinct().Count() != details.ProductIds.Count) yield return new("productIds", "REPEATED");
        foreach (var (i, promise) in details.Promises.Index())
            if (promise.Amount is < 1 or > 10_000) yield return new($"promises[{i}].amount", "OUT_OF_RANGE");
        if (details.Promises.Select(promise => promise.Kind).Distinct().Count() != details.Promises.Count) yield return new("promises", "REPEATED");
        foreach (var (i, item) in details.Inspections.Index())
        {
            if (string.IsNullOrWhiteSpace(item.Code)) yield return new($"inspections[{i}].code", "REQUIRED");
            if (string.IsNullOrWhiteSpace(item.Name)) yield return new($"inspections[{i}].name", "REQUIRED");
            if (item.FirstAfterMonths is < 0 or > 120) yield return new($"inspections[{i}].firstAfterMonths", "OUT_OF_RANGE");
            if (item.EveryMonths is < 1 or > 120) yield return new($"inspections[{i}].everyMonths", "OUT_OF_RANGE");
            if (item.Season is { FromMonth: < 1 or > 12 } or { ToMonth: < 1 or > 12 }) yield return new($"inspections[{i}].season", "OUT_OF_RANGE");
        }

        if (details.Inspections.Select(item => item.Code).Distinct().Count() != details.Inspections.Count) yield return new("inspections", "REPEATED");
    }
}

/// <summary>The contract runs no more; it ended or ends on <paramref name="EndsOn"/>.</summary>
[GenerateSerializer, Immutable, Alias("ContractOver")]
public sealed record ContractOver([property: Id(0)] ContractState State, [property: Id(1)] DateOnly EndsOn) : Refusal;

/// <summary>Whether the customer renews is decided in the term: this one begins only on <paramref name="From"/>, and can be cancelled.</summary>
[GenerateSerializer, Immutable, Alias("TermNotBegun")]
public sealed record TermNotBegun([property: Id(0)] DateOnly From) : Refusal;

/// <summary>A contract may only tighten what is promised to everybody (domain.md §4); this is looser, whatever the occasion.</summary>
/// <param name="StandardAmount">What everybody is promised at the latest.</param>
[GenerateSerializer, Immutable, Alias("ContractOnlyTightens")]
public sealed record ContractOnlyTightens(
    [property: Id(0)] PromiseKind Promise, [property: Id(1)] int Amount, [property: Id(2)] PromiseUnit Unit, [property: Id(3)] int StandardAmount,
    [property: Id(4)] PromiseUnit StandardUnit) : Refusal;

/// <summary>The product belongs to another customer than the contract.</summary>
[GenerateSerializer, Immutable, Alias("ProductNotCoverable")]
public sealed record ProductNotCoverable([property: Id(0)] string ProductId, [property: Id(1)] string CustomerId) : Refusal;
