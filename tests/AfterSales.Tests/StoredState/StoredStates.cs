using System.Collections.Immutable;
using AfterSales.Absences.Rules;
using AfterSales.Access;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Contracts.Rules;
using AfterSales.Complaints.Rules;
using AfterSales.Catalogue.Rules;
using AfterSales.Customers.Rules;
using AfterSales.Desks.Rules;
using AfterSales.Enquiries.Rules;
using AfterSales.Contacts.Rules;
using AfterSales.Files.Rules;
using AfterSales.FollowUps.Rules;
using AfterSales.FollowUps.Voice.Rules;
using AfterSales.HardProblems.Rules;
using AfterSales.Headquarters;
using AfterSales.Headquarters.Rules;
using AfterSales.Imports.Rules;
using AfterSales.Messages.Rules;
using AfterSales.Notices.Rules;
using AfterSales.Policies.Rules;
using AfterSales.Products.Rules;
using AfterSales.Promises.Rules;
using AfterSales.Questionnaires.Rules;
using AfterSales.Reports.Rules;
using AfterSales.Surveys.Rules;
using AfterSales.Projects.Rules;
using AfterSales.Tasks.Rules;
using AfterSales.Technicians.Rules;
using AfterSales.Tickets.Rules;
using AfterSales.Webhooks.Rules;

namespace AfterSales.Tests.StoredState;

/// <summary>A state of each kind with everything in it that it can have; the samples were first written from these.</summary>
internal static class StoredStates
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 1, 30, 0, 120, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2026, 3, 2);

    public static IReadOnlyDictionary<string, object> All { get; } = new Dictionary<string, object>
    {
        ["account_absences"] = new AccountAbsences
        {
            Id = "away-1", BranchId = "b-sh", Account = "acc-1", All = [new Absence(1, Day, Day.AddDays(3), At, At.AddDays(4), "acc-2", "acc-3")],
        },
        ["branch"] = new Branch
        {
            Id = "b-sh", Code = "SH", Name = "上海", Country = "CN", Currency = "CNY",
            Calendar = WorkingCalendar.Closed("Asia/Shanghai") with { Week = [new WeeklyHours(DayOfWeek.Monday, new TimeOnly(9, 0), new TimeOnly(12, 30))] },
            NextNumbers = ImmutableDictionary<string, int>.Empty.Add("2603", 41), CalendarSince = At, State = BranchState.Closing,
            HandOver = new HandOver("b-cd", At, At, 2, "ticket", "t-1", 3, 4, At),
            Zones = [new ServiceZone("浦东", Zone.Suburban, 45, [new PostalCodeRange("200120", "200139")], [new Coordinates(31.2, 121.5), new Coordinates(31.3, 121.5), new Coordinates(31.2, 121.6)])],
            MorningAt = At, MorningAfter = "ticket/t-1", Address = new PostalAddress("南京西路 1680 号", "上海", "200040", "上海市"), Phone = new Phone("+862155500100", "8"),
        },
        ["contract"] = new Contract
        {
            Id = "con-1", Number = "SH-V2603-00001", BranchId = "b-sh", CustomerId = "c-1", Currency = "CNY", State = ContractState.Cancelled, CancelledOn = Day,
            Details = new ContractDetails
            {
                ProductIds = ["ip-1"], Parts = ContractCharge.List, Labour = ContractCharge.Free, Travel = ContractCharge.Cost, RenewedBy = "account-1",
                Promises = [new ContractPromise(PromiseKind.Arrival, 4, PromiseUnit.WorkingHours)],
                Inspections = [new InspectionItem("joints", "接缝", 6, 6, InspectionChannel.Phone, new Season(10, 3), ["漏水"])],
            },
            Terms = [new ContractTerm(Day, Day.AddYears(1), 120_000)], NoticeAt = At, ReminderAt = At,
            Inspections = [new PlannedInspection("joints", 2, Day, At)], Coverages = [new Coverage("ip-1", Day, Day)],
        },
        ["region_tree"] = new RegionTree
        {
            Regions = [new Region("r-1", "华东", null), new Region("r-2", "上海", "r-1")], LastNumber = 2, Placements = [new RegionPlacement("b-sh", "r-2", Day)],
        },
        ["figure_watch"] = new FigureWatch
        {
            Id = "fw-b-sh", BranchId = "b-sh", LastDay = Day, NextLook = At, LastSign = 1,
            Signs = [new EarlySign(1, FigureKey.Satisfaction, 0.9, 0.95, Day, Day, At, At)],
        },
        ["figure_summary"] = new FigureSummary
        {
            Id = "fs-b-sh-day-2026-03-02", BranchId = "b-sh", SummaryKind = SummaryKind.Week, From = Day, To = Day, WrittenAt = At,
            Lines = [new SummaryLine(FigureKey.Satisfaction, 9, 10, 0.9, 0.8, 0.98)],
        },
        ["import_mapping"] = new ImportMapping
        {
            Id = "im-1", BranchId = "b-sh", List = ListKind.InstalledProducts,
            Mapping = new ColumnMapping([new MappedColumn("机号", "serial")], DayForm.DayFirst, ListEncoding.Gb18030, ListSeparator.Tab),
            Lists = [new TakenList(At, "account-1", 120, 118, 2, IsWhole: true)],
        },
        ["complaint"] = new Complaint
        {
            Id = "cmp-1", BranchId = "b-sh", CustomerId = "c-1", TicketId = "t-1", PersonId = "tech-1", Category = ComplaintCategory.StaffConduct,
            Severity = ComplaintSeverity.Serious, Source = ComplaintSource.Survey, HeardIn = "sv-1", State = ComplaintState.Closed, RaisedAt = At,
            RaisedDay = Day, AnswerBy = At.AddDays(1), AnsweredAt = At.AddHours(2), ClosedAt = At.AddHours(3),
            ReportUpAt = At.AddDays(2), ReportedUpAt = At, ReportedTo = Role.ServiceDirector,
        },
        ["complaint.missed"] = new Complaint
        {
            Id = "cmp-2", BranchId = "b-sh", Category = ComplaintCategory.ProductQuality, Severity = ComplaintSeverity.General, Source = ComplaintSource.Contact, State = ComplaintState.Open,
            RaisedAt = At, RaisedDay = Day, AnswerBy = At.AddDays(1), ReportedUpAt = At.AddDays(2), ReportedTo = Role.ServiceDirector, IsAnswerMissed = true, IsClosingMissed = true,
        },
        ["complaint.decided"] = new Complaint
        {
            Id = "cmp-3", BranchId = "b-sh", TicketId = "t-1", ModelId = "m-7R2", Category = ComplaintCategory.ProductQuality, Source = ComplaintSource.Contact, State = ComplaintState.Closed,
            RaisedAt = At, RaisedDay = Day, AnswerBy = At.AddDays(1), AnsweredAt = At.AddHours(2), ClosedAt = At.AddDays(2), AnswerDecidedOn = Day, ClosingDecidedOn = Day.AddDays(2),
        },
        ["customer"] = new Customer
        {
            Id = "c-1", BranchId = "b-sh", RegisteredAt = At,
            Details = new CustomerDetails
            {
                Kind = CustomerKind.Dealer, Name = "王伟 \"W\"", Phones = [new Phone("+8613800138000"), new Phone("+862162881234", "801")], Email = "w@example.cn",
                Contacts = [new ContactPerson("p2", "李娜", "行政经理", [new Phone("+34911234567")], "l@example.cn")],
                Addresses = [new CustomerAddress("a1", "南京东路 1", "上海", "上海市", "200001", "CN", Zone.Suburban, new Coordinates(31.23, 121.47), true)],
                Language = "zh-CN", TimeZone = "Europe/Madrid", Reference = "K-1",
            },
            ChangedAt = At, LastPart = 3, Tier = CustomerTier.Vip, ArchivedAt = At, RegisteredBy = "acc-1", RegisteredDay = Day,
            Consents = Consents.None.With(new ChannelConsent(ConsentChannel.Call, true, At, "acc-1")),
            SupportGroup = new SupportGroup("重点客户组", ["acc-1"]),
            Completeness = new Completeness(7, [FileField.Street, FileField.MaintenanceCycle]),
            File = new FileDuty { Occasion = FileOccasion.Intake, DueAt = At, Responsible = "acc-1", IsRaised = true, EndedAt = At },
            Service = new ServicePlan
            {
                Cycle = new MaintenanceCycle(6, CycleUnit.Months), NextOn = Day, Wishes = ["清洗"], RemindAt = At, RemindedOf = Day,
                NextCall = new NextCall("续保", At, true), DoneOn = Day,
            },
            Offers = new Offers { Made = [new MadeOffer("spring", ConsentChannel.Email, At)] },
            Attachments = new Attachments { Files = [new Attachment("f-1", At, "acc-1")] },
            Merging = new Merging { Into = "c-2", MergedAt = At, TakenIn = [new TakenIn("c-3", At, [new Phone("+34911234567")], ["a1"], true)] },
        },
        ["day_report"] = new DayReport
        {
            Id = "dr-1", BranchId = "b-cd", OfBranchId = "b-sh", Day = Day, Times = new ReportTimes(At, At.AddHours(14), At.AddHours(2), At.AddHours(15), At.AddHours(21)),
            Technicians =
            [
                new TechnicianReport("tech-1")
                {
                    Day = new DayOfWork([new ReportedWork("v-1", "t-1", ServiceCategory.Contract, 45, 20, true)], ["t-2"]), Worked = new WorkedMinutes(10, 20, 30, 40),
                    ConfirmedAt = At, ConfirmedBy = "acc-1", IsBehind = true, Amendments = [new ReportAmendment(At, "acc-1", new(1, 2, 3, 4), new(10, 20, 30, 40))],
                    Reminders = 2, IsReminded = true, Change = 1,
                },
            ],
            Changes = 2, Supervisor = new SupervisorReport(2, new WorkedMinutes(10, 20, 30, 40), 20, ["tech-2"], At, "acc-2"),
            Signature = new ReportSignature(new SupervisorReport(1, new WorkedMinutes(1, 2, 3, 4), 20, ["tech-2"], At, "acc-2"), At, "acc-3"),
            SupervisorReminders = 1, IsSupervisorReminded = true, ManagerReminders = 1, IsManagerReminded = true,
        },
        ["period_report"] = new PeriodReport
        {
            Id = "pr-1", BranchId = "b-cd", OfBranchId = "b-sh", Period = SummaryKind.Year, From = Day, To = Day.AddDays(6), DueAt = At.AddDays(8), SubmittedAt = At, SubmittedBy = "acc-1",
            Measures = [new ReportMeasure(1, "acc-2", Day.AddDays(3), true, At.AddDays(9), "acc-3")],
        },
        ["hard_problem"] = new HardProblem
        {
            Id = "hp-1", BranchId = "b-sh", TicketId = "t-1", CustomerId = "c-1", AskedBy = "acc-1", AskedAs = Role.Technician, TechnicianId = "tech-1",
            State = HardProblemState.Answered, AskedAt = At, DueAt = At.AddDays(2), AskedBack = 1, AskedBackAt = At.AddHours(1), EndedAt = At.AddDays(1),
        },
        ["enquiry"] = new Enquiry
        {
            Id = "enq-1", BranchId = "b-sh", CustomerId = "c-1", EnquiryKind = EnquiryKind.Lead, HeardIn = "t-1/1", TakenBy = "acc-1",
            State = EnquiryState.Told, TakenAt = At, DueAt = At.AddHours(8), RemindAt = At.AddDays(2), Reminders = 2, SolvedAt = At.AddHours(1),
            TellBy = At.AddHours(9), ToldAt = At.AddHours(2),
        },
        ["contact"] = new Contact
        {
            Id = "k-1", Number = "SH-K2603-00007", BranchId = "b-sh", Channel = ContactChannel.Visit, Direction = ContactDirection.Incoming,
            Subject = ContactSubject.Enquiry, At = At, Day = Day, TakenBy = "acc-1", CustomerId = "c-1", TicketId = "t-1",
            Counterpart = new Counterpart("王伟", "+862162881234;ext=801"), IsEmergency = true, SuperiorToldAt = At, Companion = "acc-2", VisitorLeftAt = At,
            SentOn = [new SentOn("售后一组", At, "acc-1")], About = "t-1/1", Outcome = ContactOutcome.CallBackLater, PersonId = "tech-1",
        },
        ["contact.recorded"] = new Contact
        {
            Id = "k-2", Number = "SH-K2603-00008", BranchId = "b-sh", Channel = ContactChannel.Call, Direction = ContactDirection.Incoming,
            Subject = ContactSubject.Enquiry, At = At, Day = Day, CustomerId = "c-1", IsEnquiryRecorded = true,
        },
        ["notice_box"] = new NoticeBox
        {
            Id = "nb-1", Account = "acc-1", Home = "b-sh",
            Wishes = new NoticeWishes([new NoticeWish(NoticeKind.Summary, NoticeWay.Nothing)], new TimeOnly(20, 30), new TimeOnly(6, 0), WithinWorkingHours: false),
            Pending = [new Notice("task-1-2-0", NoticeKind.PromiseMissed, "task-1", At, IsUrgent: true)], NextAt = At.AddMinutes(5), Tries = 1, Mails = 3,
            LastMailAt = At.AddDays(-1), LastEnd = NoticeEnd.NoAddress,
        },
        ["personal_desk"] = new PersonalDesk
        {
            Id = "pd-1", Account = "acc-1", Views = [new SavedView(2, "上海未派工", "tickets?show=ASSESSED&branch=b-sh")], Numbers = 3, LookedAt = At,
        },
        ["outbound_message"] = new OutboundMessage
        {
            Id = "msg-1", BranchId = "b-sh", CustomerId = "c-1", TicketId = "t-1", MessageKind = MessageKind.SurveyReminder, About = "sv-1",
            Channel = ContactChannel.Letter, State = MessageState.Dropped, AskedAt = At, Tries = 2, NextTryAt = At.AddMinutes(10), EndedAt = At.AddHours(1),
            SentBy = "acc-1", Dropped = DropReason.NoConsent,
        },
        ["questionnaire"] = new Questionnaire
        {
            Id = "qn-1", BranchId = "b-sh", Title = new LocalText("Your year with us", "年度满意度调查", "Su año con nosotros"),
            Questions = [new LocalText("Our service?", "我们的服务？", "¿Nuestro servicio?")], Group = new CustomerGroup(CustomerTier.Vip, CustomerKind.Organisation, "WM-8"),
            FirstOn = Day, EveryMonths = 6, OpenDays = 30, Occurrence = 2, Cursor = "c-9", NextAt = At, StoppedAt = At,
        },
        ["questionnaire_sheet"] = new QuestionnaireSheet
        {
            Id = "qs-1", BranchId = "b-sh", CustomerId = "c-1", QuestionnaireId = "qn-1", Occurrence = 2, Channel = ContactChannel.Email, SentAt = At,
            ExpiresAt = At.AddDays(30), State = SheetState.Answered, Marks = [SatisfactionLevel.VerySatisfied], AnsweredAt = At.AddDays(1), AnsweredBy = AnswerWay.Link,
        },
        ["stored_file"] = new StoredFile
        {
            Id = "f-1", BranchId = "b-sh", Name = "漏水.jpg", MediaType = "image/jpeg", Size = 12, Hash = "ab", UploadedAt = At, UploadedBy = "acc-1",
            Scan = ScanState.Clean, ScanAt = At, ScanTries = 2, Owner = "c-1", IsClaimed = true, DropAt = At, DroppedAt = At,
        },
        ["installed_product"] = new InstalledProduct
        {
            Id = "ip-1", BranchId = "b-sh", CustomerId = "c-1", AddressId = "a2", RegisteredOn = Day,
            Details = new ProductDetails("WM-8", "S1", Day, Day, Day, [new PartWarranty("motor", 60)], "d-1", true, 24),
            Card = new IssuedPaper("W-1", Day), Agreement = new IssuedPaper("A-1", Day),
            EarlierPlacements = [new Placement("c-0", "b-cd", "a1", Day)],
            Retirement = new Retirement(Day, RetirementReason.Replaced, "ip-2"),
            Judgements = [new Judgement(1, "motor", "质检院", Day, Day)],
            Warranty = new ReckonedWarranty(Day, Day, 3, 12, 24), Attachments = new Attachments { Files = [new Attachment("f-2", At, "acc-1")] },
            Owed = [new OwedPaper(PaperKind.WarrantyAgreement, 2, Day, "b-sh")], LastOwed = 2,
        },
        ["product_model"] = new ProductModel
        {
            Id = "m-1", Code = "WM-8", LastPromotion = 2, IsArchived = true, TermsVersion = 3,
            Details = new ModelDetails(new LocalText("Washer", "洗衣机", "Lavadora"), "washing",
                [new ModelPart("motor", new LocalText("Motor", "电机", "Motor"), true, "Nidec")],
                [new WarrantyTerm("motor", 60, WarrantyTerm.UsualStartOrder, Day, Day, 36)],
                [new ModelInspection("bolts", new LocalText("Bolts", null, null), 1, 6, InspectionChannel.Remote, new Season(11, 2))],
                [new ModelDocument(ModelDocumentKind.Manual, "Manual", "f-1", "zh-CN", "2")], new LocalText(null, "七天无理由退货", null)),
            Promotions = [new Promotion(2, new LocalText("Spring", null, null), null, 24, Day, Day)],
        },
        ["policies"] = new PlacePolicies { Place = "b-sh", Values = ImmutableDictionary<string, SetValue>.Empty.Add("warranty.months", new SetValue("24", At, "account-1")) },
        ["sale"] = new Sale
        {
            Id = "sale-1", BranchId = "b-sh", CustomerId = "c-1", ProductId = "ip-1", SellerId = "d-1", SoldOn = Day,
            FollowUps = new FollowUpCalls
            {
                Round = 1,
                Calls =
                [
                    new FollowUpCall(1, "thirdDay", At, At.AddHours(8), Day, Trigger: FollowUpTrigger.Sale, By: FollowUpMaker.Dealer,
                        Channel: CallChannel.VoiceGateway, DealerId: "d-1", IsWithGateway: true),
                ],
            },
        },
        ["sale.decided"] = new Sale
        {
            Id = "sale-2", BranchId = "b-sh", CustomerId = "c-1", ProductId = "ip-1", SellerId = "d-1", SoldOn = Day,
            FollowUps = new FollowUpCalls
            {
                Round = 1, Calls = [new FollowUpCall(1, "thirdDay", At, At.AddDays(1), Day, FollowUpState.Overdue, LastDay: Day.AddDays(1), DecidedOn: Day.AddDays(1))],
            },
        },
        ["survey_card"] = new SurveyCard
        {
            Id = "sv-1", BranchId = "b-sh", CustomerId = "c-1", TicketId = "t-1", TechnicianId = "tech-1", CompletedDay = Day, SendAt = At,
            State = SurveyState.Answered, Channel = SurveyChannel.Message, InvitedAt = At, ExpiresAt = At.AddDays(30), Reminders = 1,
            NextReminderAt = At.AddDays(5), AnsweredAt = At.AddHours(1), AnsweredBy = AnswerWay.Link, IsLow = true,
            Marks = new Marks(SatisfactionLevel.VeryDissatisfied, SatisfactionLevel.Dissatisfied, SatisfactionLevel.Satisfied, SatisfactionLevel.VerySatisfied),
        },
        ["survey_card.model"] = new SurveyCard
        {
            Id = "sv-2", BranchId = "b-sh", CustomerId = "c-1", TicketId = "t-1", TechnicianId = "tech-1", ModelId = "m-7R2", CompletedDay = Day, CompletedAt = At, SendAt = At.AddDays(1),
        },
        ["customer.enquiries"] = new Customer
        {
            Id = "c-2", BranchId = "b-sh", RegisteredAt = At, ChangedAt = At, Details = new CustomerDetails { Name = "李娜" }, Enquiries = [new AwaitedEnquiry("k-1", "c-3")],
        },
        ["project"] = new Project
        {
            Id = "prj-1", Number = "SH-P2603-00001", BranchId = "b-sh", CustomerId = "c-1", ManagerId = "account-1", EntryOn = Day, OpenedAt = At,
            Terms = new ProjectTerms(["ip-1"], 900_000, 300_000), Milestones = [new ReachedMilestone(ProjectMilestone.SiteMeasured, At, "account-1")],
            FailedEntryChecks = 1, ArrivesAt = At, CancelledAt = At, TeamRequests = 1, Replans = 1,
        },
        ["task"] = new WorkTask
        {
            Id = "task-1", BranchId = "b-sh", TaskKind = TaskKind.Notice, About = "t-1", CustomerId = "c-1", Role = Role.Dispatcher, AssignedTo = "account-1",
            RaisedAt = At, DueAt = At.AddHours(4), IsOverdue = true, EscalatedTo = Role.BranchManager, Escalations = [new EscalationStep(Role.ServiceDirector, At.AddDays(1))],
            State = TaskState.Done, EndedAt = At.AddDays(2), TechnicianId = "tech-1",
            Report = new TaskReport(TaskKind.ReadInspectionReport, Role.BranchManager, "account-2"), IsUrgent = true,
        },
        ["technician"] = new Technician
        {
            Id = "tech-1", BranchId = "b-sh", Name = "Li", LeftAt = At,
            Appointments = new Appointments
            {
                All =
                [
                    new Appointment("v-1", "t-1", At, At.AddHours(1), AppointmentState.Held, At.AddMinutes(10), "b-sh"),
                    new Appointment("v-2", "t-2", At.AddHours(1), At.AddHours(2), AppointmentState.Confirmed, null, "b-cd", "washing", 30),
                ],
            },
            Qualifications = new Qualifications
            {
                Skills = [new Skill("washing", SkillLevel.Expert)], Trainings = [new Training("washing", "Waschmaschinen", Day)], InTradeSince = Day,
                Certificates =
                [
                    new TechnicianCertificate("q1", "washing", "质检总局", "A-1", Day, Day, At, At.AddDays(1), [new ExpiryNotice(60, At, true)], true, "q2", At),
                ],
            },
            Availability = new Availability
            {
                OwnHours = [new WeeklyHours(DayOfWeek.Monday, new TimeOnly(9, 0), new TimeOnly(12, 30))], Count = 2,
                Absences = [new TechnicianAbsence("a1", At, At.AddDays(1), AbsenceKind.Sickness, "tech-2", true)], Loans = [new Loan("l2", "b-cd", At, At.AddDays(9), true)],
            },
            Tools = new ToolsInCustody
            {
                Count = 1,
                All =
                [
                    new ToolCustody("k1", "M-7", "Multimeter", true, At, At.AddDays(9), CustodyEnd.Lost,
                        new ToolReport(ToolMishap.Lost, false, 120_00, "CNY", At.AddDays(9))),
                ],
            },
        },
        ["ticket.registered"] = Registered,
        ["ticket.completed"] = Registered with
        {
            Step = TicketStep.Completed,
            Completion = new Completion { At = At, Day = Day, Resolution = Resolution.OnSite, IsFixed = false, LedTo = "t-2", ReopenUntil = At.AddDays(30), ToldAt = At },
            Assessment = new Assessment
            {
                Parts = [new PartAssessment("motor", ServiceCategory.Paid, CategoryReason.WarrantyEnded, Day, ServiceCategory.FreeUnderWarranty, new PriceRule(PriceBasis.List, PriceBasis.Cost, PriceBasis.Free), "contract-1")],
                Skill = "washing", Place = ServicePlace.CarryIn, Remedy = Remedy.Replace, IsStaffAvailable = true, NeededParts = [new NeededPart("motor", 1)],
                PartsRequestedAt = At, EstimateMinor = 60_000_00, NeedsOrder = true, NeedsConfirmation = true, ConfirmedAt = At,
                Cause = new Cause(CauseOf.OwnWork, null, null, [new WorkItem("sealant", 2.5m, "m")], null),
            },
            Order = new RepairOrder
            {
                State = RepairOrderState.Accepted, Items = [new WorkItem("sealant", 2.5m, "m")], CostMinor = 60_000_00, DueOn = Day, ProjectManager = "a-1",
                DrawnUpBy = "a-2", ReviewedBy = "a-3", ApprovedBy = "a-4", AcceptedAt = At, DrawnUpAt = At, ReviewedAt = At,
            },
            Workshop = new Workshop { BroughtIn = new Moment(At, At), TechnicianId = "tech-2", BegunAt = At, FinishedAt = At, Minutes = 60, Returned = Certificate },
            Round = 2,
            Earlier = [new TicketRound(1, Assessment.None, RepairOrder.None, new Visits { All = [Visited] }, Workshop.None, Completion.None, At)],
            Visits = new Visits { All = [Visited, Waiting] },
            Attachments = new Attachments { Files = [new Attachment("f-3", At, "acc-1")] },
            FollowUps = new FollowUpCalls
            {
                Round = 2,
                Later = [new FollowUpStep("second", FollowUpTrigger.Completion, 7, 14, "first", FollowUpMaker.Branch, CallChannel.VoiceGateway)],
                Calls =
                [
                    new FollowUpCall(1, "first", At, At.AddDays(4), Day, FollowUpState.Withdrawn, EndedAt: At, Withdrawal: WithdrawalReason.TicketReopened),
                    new FollowUpCall(2, "first", At, At.AddDays(4), Day, FollowUpState.Due, 2, 1, Day, At.AddHours(4), null, 2, AgentId: "acc-1",
                        LastResult: CallResult.NoAnswer, LastTryAt: At, LastTriedBy: "acc-1")
                    {
                        Opened = ["enq-1"],
                    },
                ],
            },
        },
        ["webhooks"] = new WebhookBook
        {
            All = [new Webhook("wh-1", "https://shop.example/hook", ["promise.missed", "ticket.registered"], "b-sh", "CfDJ8…", At, "acc-1")],
        },
        ["webhook_delivery"] = new WebhookDelivery
        {
            Id = "whd-1", BranchId = "b-sh", WebhookId = "wh-1", Event = "ticket.registered", RecordId = "t-1", RecordVersion = 3, At = At, State = DeliveryState.SetAside,
            Tries = 13, NextTryAt = At.AddMinutes(1), LastTryAt = At.AddDays(1), LastStatus = 500, LastFailure = DeliveryFailure.NotAccepted,
        },
        ["voice_call"] = new VoiceCall
        {
            Id = "vc-1", BranchId = "b-sh", CustomerId = "c-1", RecordId = "t-1", Number = 1, Step = "first", State = VoiceCallState.Placed, Offers = 2,
            NextDue = At, Status = VoiceStatus.Answered, AskOpinion = true,
        },
    };

    private static Ticket Registered => new()
    {
        Id = "t-1", Number = "SH-2603-00041", BranchId = "b-sh", CustomerId = "c-1", ProductId = "ip-1", TicketKind = TicketKind.Inspection,
        StepSince = At, RegisteredAt = At, RegisteredDay = Day,
        Intake = new Intake
        {
            Channel = Channel.WalkIn, EmergencyAt = At, Owner = "a-1", Model = "WM-8", PurchasedOn = Day, Missing = [TicketFact.Wish, TicketFact.SymptomDetail],
            Clarification = new Clarification(ClarifyWith.Customer, At), Reports = 2, Links = [new TicketLink(TicketLinkKind.CausedBy, "t-0")],
            ReportUpAt = At, ReportedUpAt = At, HeardIn = "t-0/1", ModelCode = "WM-8", ContractId = "con-1",
        },
    };

    private static Certificate Certificate => new(new Moment(At, At), new VisitFigures(45, 12_300, "CNY", IsSigned: true, IsDemonstrated: true));

    private static Visit Visited => new("v-1", "tech-1", At, At.AddHours(1), At, At.AddDays(1))
    {
        Accepted = new Moment(At), Contacted = new Moment(At, At), Departed = new Moment(At, At), Arrived = new Moment(At), Started = new Moment(At, At), End = VisitEnd.Done, Ended = new Moment(At),
        Certificate = Certificate, Reported = new Moment(At), ReportDue = At, Marks = new RepairMarks(SupervisorMark.Good, SupervisorMark.Excellent, "a-1", At),
    };

    private static Visit Waiting => new("v-2", "tech-1", At, At.AddHours(1), At, At.AddDays(1))
    {
        Waiting = [new WaitingStep(TicketAction.NobodyHome, At, Certificate.Figures, IsSlipLeft: true)],
    };
}
